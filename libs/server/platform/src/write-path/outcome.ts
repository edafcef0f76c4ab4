import { commonError, notFound, permissionDenied, versionConflict } from '../errors/common-errors';

/** Result of a write of one existing record; only `updated` changed something. */
export type WriteOutcome<Row> =
  | { outcome: 'updated' | 'unchanged' | 'conflict'; version: number; row: Row }
  | { outcome: 'absent' }
  | { outcome: 'forbidden' }
  | { outcome: 'stale'; version: number };

/** A new row was not made, since the condition for it did not hold. Whoever gave the condition knows what that means. */
export class GuardNotMet extends Error {}

/**
 * The row of a write that went through.
 * @param what the record in the words of the caller, e.g. `record`
 * @param conflict says why the record's state does not allow the change
 * @throws 404, 403, 412 or 409 as the outcome is
 */
export function unwrap<Row>(result: WriteOutcome<Row>, what: string, conflict?: (row: Row) => string): Row {
  switch (result.outcome) {
    case 'absent':
      throw notFound(what);
    case 'forbidden':
      throw permissionDenied(`You may not change this ${what}.`);
    case 'stale':
      throw versionConflict(what, result.version);
    case 'conflict':
      throw commonError(
        'STATE_CONFLICT',
        conflict?.(result.row) ?? `The ${what} is in a state that does not allow this.`,
      );
    default:
      return result.row;
  }
}
