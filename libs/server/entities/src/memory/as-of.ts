import { type Entity } from '@bureau/contracts';
import { commonError, type ProblemError } from '@bureau/platform';
import { type Moment, type PastState } from './past-state';

/** A record as it stood at a moment; `version` is that of the moment. */
export type PastEntity = Entity;

/**
 * The record as it stood.
 * @throws 404 where it did not exist then, or the log does not reach back to it
 */
export function stateAsOf(state: PastState, moment: Moment): PastEntity {
  const { present, version, undone, made_at, purged_at } = state;
  if (version > present.version)
    throw absentThen(
      purged_at && 'at' in moment
        ? `The record was deleted for good at ${purged_at}.`
        : `The record has no version ${version} yet: it is at version ${present.version}.`,
    );
  if (version < 1) throw absentThen(`The record did not exist then: it was made at ${present.created_at}.`);
  if (state.undone_versions !== present.version - version)
    throw absentThen(`The audit log does not reach back to version ${version} of this record any more.`);
  const { deleted_at, ...values } = { ...present, ...undone } as PastState['present'];
  return {
    ...values,
    version,
    updated_at: made_at ?? present.updated_at,
    ...(deleted_at !== null && { deleted_at: new Date(deleted_at).toISOString() }),
  };
}

function absentThen(detail: string): ProblemError {
  return commonError('NOT_FOUND', detail);
}
