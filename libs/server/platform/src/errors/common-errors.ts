import { COMMON_ERROR_CODES, type CommonErrorCode } from '@bureau/contracts';
import { ProblemError, type ProblemExtras } from './problem-error';

/** Error with one of the common codes; its status comes from the catalogue. */
export function commonError(code: CommonErrorCode, detail: string, extras?: ProblemExtras): ProblemError {
  return new ProblemError(COMMON_ERROR_CODES[code], code, detail, extras);
}

/** 404: absent, or not visible to the caller, which must look the same. */
export function notFound(what: string): ProblemError {
  return commonError('NOT_FOUND', `There is no such ${what}, or you may not see it.`);
}

/** 412: somebody changed it since the caller read it. */
export function versionConflict(what: string, currentVersion: number): ProblemError {
  return commonError(
    'VERSION_CONFLICT',
    `The ${what} was changed since you read it. Read it again, then repeat your change.`,
    {
      current_version: currentVersion,
    },
  );
}

/** 403: the caller is known and lacks the right. */
export function permissionDenied(detail: string): ProblemError {
  return commonError('PERMISSION_DENIED', detail);
}
