import { type ChangeSet, type ChangeSetVote } from '@bureau/contracts';
import { type ChangeSetRow } from '@bureau/entities';

export { CHANGE_SET_COLUMNS, CHANGE_SET_RESOURCE, type ChangeSetRow } from '@bureau/entities';

/** As it is read: with the votes on the content that it has now. */
export type ChangeSetReading = ChangeSetRow & { decisions: ChangeSetVote[] };

/** The set as it goes over the wire, without its items. */
export function toChangeSet({ approvals: _approvals, ...row }: ChangeSetReading): ChangeSet {
  return row;
}
