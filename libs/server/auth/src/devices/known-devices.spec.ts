import { type Config } from '@bureau/platform';
import { KnownDevices } from './known-devices';

const devices = new KnownDevices({ jwtSecret: 'a secret of this test' } as Config);

describe('a known device', () => {
  it('is known for those who signed in there, whatever the case of their address', () => {
    const mark = devices.markFor(undefined, 'Ana@example.org');
    const nonce = devices.deviceOf(mark, 'ana@EXAMPLE.org');
    expect(nonce).toHaveLength(22);
    expect(devices.deviceOf(mark, 'ben@example.org')).toBeNull();
    const both = devices.markFor(mark, 'ben@example.org');
    expect([devices.deviceOf(both, 'ana@example.org'), devices.deviceOf(both, 'ben@example.org')]).toEqual([
      nonce,
      nonce,
    ]);
  });

  it('keeps the last five people', () => {
    let mark: string | undefined;
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'f']) mark = devices.markFor(mark, name);
    expect(devices.deviceOf(mark, 'a')).toBeNull();
    for (const name of ['b', 'c', 'd', 'e', 'f']) expect(devices.deviceOf(mark, name)).not.toBeNull();
  });

  it('is not known by a mark that was made up, altered, or made elsewhere', () => {
    const mark = devices.markFor(undefined, 'ana');
    const elsewhere = new KnownDevices({ jwtSecret: 'another' } as Config).markFor(undefined, 'ana');
    const altered = mark.startsWith('A') ? `B${mark.slice(1)}` : `A${mark.slice(1)}`;
    for (const forged of [undefined, '', 'x', altered, elsewhere, `${mark}.`, 'a.b.c'])
      expect(devices.deviceOf(forged, 'ana')).toBeNull();
    expect(devices.markFor('nonsense', 'ana')).not.toContain('nonsense');
  });
});
