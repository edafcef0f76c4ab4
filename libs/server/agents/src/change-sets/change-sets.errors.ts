import { type ProblemField } from '@bureau/contracts';
import { ProblemError, commonError, permissionDenied } from '@bureau/platform';

/** More errors than this tell nobody more. */
const MAX_ERRORS = 100;

/** 400 with what is wrong with which item; nothing was proposed. */
export function invalidProposal(errors: ProblemField[]): ProblemError {
  const first = errors[0];
  const detail =
    errors.length === 1 && first ? first.detail : `${errors.length} things are wrong with the proposal.`;
  return commonError('VALIDATION_FAILED', detail, { errors: errors.slice(0, MAX_ERRORS) });
}

/** 422: well-formed, but not possible with the records as they are or as the caller may see them. */
export function impossibleProposal(errors: ProblemField[]): ProblemError {
  const first = errors[0];
  const detail =
    errors.length === 1 && first
      ? first.detail
      : `${errors.length} of the proposed changes are not possible.`;
  return new ProblemError(422, 'CHANGE_SET_IMPOSSIBLE', detail, { errors: errors.slice(0, MAX_ERRORS) });
}

/** 422: every record already is as proposed. */
export function nothingToChange(): ProblemError {
  return new ProblemError(
    422,
    'CHANGE_SET_EMPTY',
    'Nothing would change: the records already are as proposed.',
  );
}

/** 422: the conditions name no record. */
export function noRecordMatches(): ProblemError {
  return new ProblemError(
    422,
    'CHANGE_SET_EMPTY',
    'No record matches these conditions; nothing would change.',
  );
}

/** 422: more items than one set may hold. */
export function tooManyItems(limit: number): ProblemError {
  return new ProblemError(
    422,
    'CHANGE_SET_TOO_LARGE',
    `This would change more than ${limit} records, which is the most that one change set holds.`,
  );
}

/** 409: the set is past deciding. */
export function alreadyDecided(status: string): ProblemError {
  return new ProblemError(
    409,
    'CHANGE_SET_DECIDED',
    `This change set is ${status}; it can no longer be decided.`,
  );
}

/** 409: records drifted, and nobody has looked at the set since. */
export function needsRefresh(): ProblemError {
  return new ProblemError(
    409,
    'CHANGE_SET_STALE',
    'Records changed since this was proposed. Look at it again first.',
  );
}

/** 409: the decision is about another content than the set has now. */
export function otherPayload(): ProblemError {
  return new ProblemError(
    409,
    'CHANGE_SET_CHANGED',
    'The change set is another than the one that you looked at.',
  );
}

/** 409: one vote of one person. */
export function alreadyVoted(): ProblemError {
  return new ProblemError(409, 'ALREADY_VOTED', 'You have already decided on this change set.');
}

/** 409: it ran out before somebody decided. */
export function expiredSet(): ProblemError {
  return new ProblemError(
    409,
    'CHANGE_SET_EXPIRED',
    'This change set has expired. Nothing was changed; ask for it again.',
  );
}

/** 409: the person in whose name it was proposed lost the right to do it. */
export function requesterMayNot(detail: string): ProblemError {
  return new ProblemError(409, 'REQUESTER_LACKS_PERMISSION', detail);
}

/** 409: only what was committed, and not taken back yet, can be taken back. */
export function notRevertible(detail: string): ProblemError {
  return new ProblemError(409, 'CHANGE_SET_NOT_REVERTIBLE', detail);
}

/** 403 with the reason why the caller may not decide. */
export function mayNotDecide(reason: string): ProblemError {
  return permissionDenied(reason);
}

/** 400 with what does not fit the set. */
export function invalidDecision(problems: ProblemField[]): ProblemError {
  const first = problems[0];
  const detail =
    problems.length === 1 && first ? first.detail : `${problems.length} things are wrong with the decision.`;
  return commonError('VALIDATION_FAILED', detail, { errors: problems.slice(0, MAX_ERRORS) });
}

/** 422: only sets of low risk are decided several at a time. */
export function notForBatches(risk: string): ProblemError {
  return new ProblemError(
    422,
    'CHANGE_SET_NOT_LOW_RISK',
    `The risk is ${risk}: look at this change set and decide on it alone.`,
  );
}
