import { type ChangeSetItem } from '@bureau/contracts';
import { type ChangeGroup, groupChanges } from './change-groups';

/** Identical changes with a few of the records that get them; a single row stands for itself. */
export interface GroupSummary {
  key: string;
  group: ChangeGroup | null;
  shown: readonly ChangeSetItem[];
  more: number;
}

/**
 * A set in a few lines: deletions row by row first, then identical changes with some names, then single rows.
 * @param most lines at most
 * @param names names at most beside identical changes
 */
export function summarise(
  items: readonly ChangeSetItem[],
  drifted: ReadonlySet<number>,
  most: number,
  names: number,
): GroupSummary[] {
  return groupChanges(items, drifted)
    .flatMap((group): GroupSummary[] =>
      group.kind === 'same' && group.items.length > 1
        ? [
            {
              key: group.key,
              group,
              shown: group.items.slice(0, names),
              more: Math.max(group.items.length - names, 0),
            },
          ]
        : group.items.map((item) => ({ key: `row ${item.id}`, group: null, shown: [item], more: 0 })),
    )
    .slice(0, most);
}
