import { Secret, TOTP } from 'otpauth';

/** RFC 6238's own values, which every authenticator app knows. */
const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;
/** Clocks of telephones run up to half a minute apart from ours. */
const STEPS_APART = 1;
const SETTINGS = { issuer: 'Bureau', algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS } as const;

/** A new secret for an authenticator app. */
export function newTotpSecret(): Buffer {
  return Buffer.from(new Secret({ size: SECRET_BYTES }).bytes);
}

/** How the app is told of the secret: as text to type, and as the address that a QR code holds. */
export function totpInvitation(secret: Buffer, email: string): { secret: string; uri: string } {
  const totp = new TOTP({ ...SETTINGS, label: email, secret: secretOf(secret) });
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** The code that the app shows at this time, in milliseconds since 1970. */
export function totpCode(secret: Buffer, timestamp: number): string {
  return TOTP.generate({ ...SETTINGS, secret: secretOf(secret), timestamp });
}

/** The time step that the code is of, at most one away from now; null where it is of none. */
export function totpStep(secret: Buffer, code: string, timestamp: number): number | null {
  const delta = TOTP.validate({
    ...SETTINGS,
    secret: secretOf(secret),
    token: code,
    timestamp,
    window: STEPS_APART,
  });
  return delta === null ? null : TOTP.counter({ period: PERIOD_SECONDS, timestamp }) + delta;
}

function secretOf(bytes: Buffer): Secret {
  return new Secret({ buffer: Uint8Array.from(bytes).buffer });
}
