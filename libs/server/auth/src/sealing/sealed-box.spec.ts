import { randomBytes } from 'node:crypto';
import { type Config } from '@bureau/platform';
import { derivedKey } from './derived-key';
import { SealedBox } from './sealed-box';

const key = randomBytes(32);
const box = new SealedBox(key);
const content = Buffer.from('twenty bytes of secret');

describe('a sealed box', () => {
  it('opens for its owner, and never looks the same twice', () => {
    const sealed = box.seal(content, 'user 1');
    expect(box.open(sealed, 'user 1')).toEqual(content);
    expect(box.seal(content, 'user 1')).not.toEqual(sealed);
    expect(sealed.includes(content)).toBe(false);
  });

  it('does not open for another owner, with another key, altered or cut', () => {
    const sealed = box.seal(content, 'user 1');
    expect(box.open(sealed, 'user 2')).toBeNull();
    expect(new SealedBox(randomBytes(32)).open(sealed, 'user 1')).toBeNull();
    for (let i = 0; i < sealed.length; i++) {
      const altered = Buffer.from(sealed);
      altered[i] = (altered[i] ?? 0) ^ 1;
      expect(box.open(altered, 'user 1')).toBeNull();
      expect(box.open(sealed.subarray(0, i), 'user 1')).toBeNull();
    }
  });

  it('has a key of its own for each purpose and installation', () => {
    const of = (jwtSecret: string, purpose: string) =>
      derivedKey({ jwtSecret } as Config, purpose).toString('hex');
    expect(new Set([of('a', 'x'), of('a', 'y'), of('b', 'x')]).size).toBe(3);
    expect(of('a', 'x')).toBe(of('a', 'x'));
  });
});
