import { newTotpSecret, totpCode, totpInvitation, totpStep } from './totp-codes';

/** The secret and the values of RFC 6238, appendix B, cut to six digits. */
const RFC = Buffer.from('12345678901234567890');

describe('TOTP codes', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ])('are those of RFC 6238 at %d s', (seconds, code) => {
    expect(totpCode(RFC, seconds * 1_000)).toBe(code);
    expect(totpStep(RFC, code, seconds * 1_000)).toBe(Math.floor(seconds / 30));
  });

  it('may come one step early or late, and say which step they are of', () => {
    const now = 1_700_000_015_000;
    const step = Math.floor(now / 30_000);
    const at = (steps: number) => totpStep(RFC, totpCode(RFC, now + steps * 30_000), now);
    expect([-2, -1, 0, 1, 2].map(at)).toEqual([null, step - 1, step, step + 1, null]);
  });

  it('are of a secret of 160 random bits, which a QR code tells with the account', () => {
    const secret = newTotpSecret();
    expect(secret).toHaveLength(20);
    expect(newTotpSecret()).not.toEqual(secret);
    const { secret: text, uri } = totpInvitation(secret, 'ana@example.org');
    expect(text).toMatch(/^[A-Z2-7]{32}$/);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Bureau:ana%40example\.org\?issuer=Bureau&secret=/);
    expect(uri).toContain(text);
  });
});
