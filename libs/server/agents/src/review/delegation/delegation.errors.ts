import { permissionDenied, ProblemError } from '@bureau/platform';

/** 403: agents and API keys do not decide, so they have nothing to pass on. */
export function mayNotDelegate(): ProblemError {
  return permissionDenied('Only a person may pass a decision on.');
}

/** 422: the named person cannot decide in the caller's place. */
export function unfitDelegate(detail: string): ProblemError {
  return new ProblemError(422, 'DELEGATE_UNFIT', detail, {
    errors: [{ pointer: '/user_id', code: 'UNFIT', detail }],
  });
}
