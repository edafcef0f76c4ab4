import { PASSWORD_LENGTH } from '@bureau/contracts';
import { commonError, ProblemError } from '@bureau/platform';

/**
 * The same for an unknown account, a wrong password or code, and an account that is switched off.
 * @param withCode whether one was sent: that alone changes the words
 */
export function invalidCredentials(withCode = false): ProblemError {
  const what = withCode
    ? 'The e-mail address, the password or the code'
    : 'The e-mail address or the password';
  return new ProblemError(401, 'INVALID_CREDENTIALS', `${what} is not right.`);
}

/** The first proof was right, and the account has an authenticator app. */
export function otpRequired(): ProblemError {
  return new ProblemError(
    401,
    'OTP_REQUIRED',
    'Give the code that your authenticator app shows, or a recovery code.',
  );
}

export function tooManySignIns(retryAfterSeconds: number): ProblemError {
  return new ProblemError(429, 'TOO_MANY_SIGN_INS', 'Too many attempts to sign in. Wait, then try again.', {
    retry_after_seconds: retryAfterSeconds,
  });
}

/** Missing, forged, over, or used up: the person must sign in again. */
export function refreshTokenRefused(): ProblemError {
  return new ProblemError(401, 'REFRESH_TOKEN_REFUSED', 'The session has ended. Sign in again.');
}

export function emailTaken(): ProblemError {
  return new ProblemError(409, 'EMAIL_TAKEN', 'Somebody with this e-mail address has an account already.');
}

export function lastAdmin(): ProblemError {
  return new ProblemError(
    409,
    'LAST_ADMIN',
    'This is the last active admin: make somebody else an admin first.',
  );
}

/** @param pointer the field of the body that holds the password */
export function weakPassword(pointer: string, reason: 'length' | 'common'): ProblemError {
  const { min, max } = PASSWORD_LENGTH;
  const detail =
    reason === 'length'
      ? `A password has ${min} to ${max} characters.`
      : 'This password is among the first that an attacker tries. Choose another, such as four words that do not belong together.';
  return commonError('VALIDATION_FAILED', detail, {
    errors: [{ pointer, code: reason === 'length' ? 'PASSWORD_LENGTH' : 'PASSWORD_COMMON', detail }],
  });
}

export function wrongCurrentPassword(): ProblemError {
  const detail = 'The current password is not right.';
  return new ProblemError(422, 'WRONG_PASSWORD', detail, {
    errors: [{ pointer: '/current_password', code: 'WRONG_PASSWORD', detail }],
  });
}

function wrongField(field: string, code: string, detail: string): ProblemError {
  return new ProblemError(422, code, detail, { errors: [{ pointer: `/${field}`, code, detail }] });
}

/** Not a 401: the session stands, whatever was typed. */
export function wrongPassword(): ProblemError {
  return wrongField('password', 'WRONG_PASSWORD', 'The password is not right.');
}

export function wrongCode(): ProblemError {
  return wrongField('otp', 'WRONG_CODE', 'The code is not right, or was used. Wait for the next one.');
}

export function totpInForce(): ProblemError {
  return new ProblemError(409, 'TOTP_ENABLED', 'The account has an authenticator app. Take it off first.');
}

export function totpNotEnrolled(): ProblemError {
  return new ProblemError(409, 'TOTP_NOT_ENROLLED', 'The account has no authenticator app.');
}

/** Used, replaced by a newer one, too old, made up, or of an account that is off. */
export function linkRefused(): ProblemError {
  return new ProblemError(
    422,
    'LINK_REFUSED',
    'This link was used, is too old, or was replaced by a newer one. Ask for another.',
  );
}

export function mailNotConfigured(): ProblemError {
  return new ProblemError(
    409,
    'MAIL_NOT_CONFIGURED',
    'This installation sends no mail (SMTP_URL is not set). An admin can set a first password for you.',
  );
}

export function alreadySignedUp(): ProblemError {
  return new ProblemError(
    409,
    'ALREADY_SIGNED_UP',
    'This person has chosen a password. They can reset it by mail on the page for signing in.',
  );
}

export function oidcNotConfigured(): ProblemError {
  return new ProblemError(404, 'OIDC_NOT_CONFIGURED', 'This installation has no OpenID provider.');
}
