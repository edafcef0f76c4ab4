import { type ChangeOperation, type ChangeSetItem, type FieldChange } from '@bureau/contracts';

/** Rows of a change set that one look settles. */
export interface ChangeGroup {
  key: string;
  /** `attention` wants a look at each row, `same` holds identical changes, `other` the rest. */
  kind: 'attention' | 'same' | 'other';
  /** What happens to each row of a group of identical changes. */
  operation: ChangeOperation | null;
  changes: readonly FieldChange[];
  items: readonly ChangeSetItem[];
}

/**
 * The rows in groups: what needs attention (deletions, records that changed since) first, then identical changes by
 * size, then the rest. One row or one kind of change makes one group.
 * @param drifted ids of the items whose records changed since the proposal
 */
export function groupChanges(
  items: readonly ChangeSetItem[],
  drifted: ReadonlySet<number> = new Set(),
): ChangeGroup[] {
  const attention = items.filter((item) => item.operation === 'delete' || drifted.has(item.id));
  const marked = new Set(attention);
  const bySignature = Map.groupBy(
    items.filter((item) => !marked.has(item)),
    signature,
  );
  const same = [...bySignature]
    .filter(([, rows]) => rows.length > 1 || bySignature.size === 1)
    .sort(([, left], [, right]) => right.length - left.length)
    .map(([key, rows]) => group(`same ${key}`, 'same', rows));
  const taken = new Set(same.flatMap((each) => each.items));
  const other = items.filter((item) => !marked.has(item) && !taken.has(item));
  return [
    ...(attention.length ? [group('attention', 'attention', attention)] : []),
    ...same,
    ...(other.length ? [group('other', 'other', other)] : []),
  ];
}

function group(key: string, kind: ChangeGroup['kind'], items: readonly ChangeSetItem[]): ChangeGroup {
  const [first] = items;
  return kind === 'same' && first
    ? { key, kind, operation: first.operation, changes: first.changes, items }
    : { key, kind, operation: null, changes: [], items };
}

function signature({ operation, changes }: ChangeSetItem): string {
  return JSON.stringify([operation, changes.map(({ field, from, to }) => [field, from, to])]);
}
