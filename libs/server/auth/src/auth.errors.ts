import { PASSWORD_LENGTH } from '@bureau/contracts';
import { commonError, ProblemError } from '@bureau/platform';

/** The same for an unknown account, a wrong password and an account that is switched off. */
export function invalidCredentials(): ProblemError {
  return new ProblemError(401, 'INVALID_CREDENTIALS', 'The e-mail address or the password is not right.');
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
