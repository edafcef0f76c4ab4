import { type ChangeOperation, type ChangeSet, type ChangeSetItem } from '@bureau/contracts';

/** What happens to a record, as the verb of a row. */
export const OPERATION_WORDS: Readonly<Record<ChangeOperation, string>> = {
  create: 'Create',
  update: 'Change',
  delete: 'Move to trash',
  restore: 'Restore',
  relate: 'Relate',
  unrelate: 'Remove relation',
};

/** The votes that a set has and needs: "1 of 2 people have decided". */
export function votesText({ decisions, required_decisions }: ChangeSet): string {
  if (required_decisions <= 1) return '';
  return `${decisions.length} of ${required_decisions} people have decided`;
}

/** What became of a decided set, in numbers where they are known. */
export function outcomeText(items: readonly ChangeSetItem[], total: number): string {
  const rejected = items.filter((item) => item.decision === 'reject').length;
  const done = total - rejected;
  const changed = `${done.toLocaleString('en')} ${done === 1 ? 'record' : 'records'} changed`;
  return rejected ? `${changed}, ${rejected.toLocaleString('en')} rejected` : changed;
}
