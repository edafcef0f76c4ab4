import { type ChangeOperation, type ChangeSetItem } from '@bureau/contracts';
import { isDeepStrictEqual } from 'node:util';
import { type Narrowed } from '../decision/narrow';

/** What can come of a proposed change. */
export type Verdict = 'accepted' | 'edited' | 'rejected' | 'automatic' | 'undone';

/** How often it came of one operation on one field. */
export interface TallyRow extends Partial<Record<Verdict, number>> {
  operation: ChangeOperation;
  /** Empty for operations without fields. */
  field: string;
}

type Proposed = Pick<ChangeSetItem, 'id' | 'operation' | 'changes'>;
type Judge = (item: Proposed, change: Proposed['changes'][number] | null) => Verdict | null;

/**
 * What a person's decision says of each field: a field that they left out is rejected, one with another value edited.
 * @param proposed the open items, as they were before the decision
 * @param final false where more people must agree: what is approved is not accepted yet
 */
export function tallyDecision(
  proposed: readonly Proposed[],
  { decision, approved, edited }: Pick<Narrowed, 'decision' | 'approved' | 'edited'>,
  final = true,
): TallyRow[] {
  const kept = new Map(decision === 'approve' ? approved.map((item) => [item.id, item]) : []);
  const accepted = final ? 'accepted' : null;
  return tally(proposed, (item, change) => {
    const result = kept.get(item.id);
    if (!result) return 'rejected';
    if (!change || !edited.has(item.id)) return accepted;
    const now = result.changes.find(({ field }) => field === change.field);
    if (!now) return 'rejected';
    return isDeepStrictEqual(now.to, change.to) ? accepted : 'edited';
  });
}

/** Of items that policy committed. */
export function tallyAutomatic(items: readonly Proposed[]): TallyRow[] {
  return tally(items, () => 'automatic');
}

/** In the order of operation and field, so that decisions at the same time write in one order. */
function tally(items: readonly Proposed[], judge: Judge): TallyRow[] {
  const rows = new Map<string, TallyRow>();
  for (const item of items) {
    const { operation } = item;
    const fields = operation === 'create' || operation === 'update' ? item.changes : [null];
    for (const change of fields) {
      const verdict = judge(item, change);
      if (verdict === null) continue;
      const field = change?.field ?? '';
      const key = `${operation} ${field}`;
      const row = rows.get(key) ?? { operation, field };
      rows.set(key, { ...row, [verdict]: (row[verdict] ?? 0) + 1 });
    }
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
