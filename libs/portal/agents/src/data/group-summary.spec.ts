import { type ChangeSetItem } from '@bureau/contracts';
import { summarise } from './group-summary';

function item(id: number, to: string, operation: ChangeSetItem['operation'] = 'update'): ChangeSetItem {
  return { id, operation, changes: [{ field: 'status', from: 'draft', to }] } as ChangeSetItem;
}

describe('a set in a few lines', () => {
  it('tells identical changes once, with some of their records', () => {
    const lines = summarise([item(1, 'active'), item(2, 'active'), item(3, 'active')], new Set(), 5, 2);

    expect(lines).toMatchObject([{ group: { kind: 'same' }, shown: [{ id: 1 }, { id: 2 }], more: 1 }]);
  });

  it('tells deletions row by row, and first', () => {
    const lines = summarise(
      [item(1, 'active'), item(2, 'active'), item(3, '', 'delete'), item(4, '', 'delete')],
      new Set(),
      5,
      2,
    );

    expect(lines.map(({ group, shown }) => [group?.kind, shown.map(({ id }) => id)])).toEqual([
      [undefined, [3]],
      [undefined, [4]],
      ['same', [1, 2]],
    ]);
  });

  it('stops at the number of lines that fit', () => {
    expect(summarise([item(1, 'a'), item(2, 'b'), item(3, 'c')], new Set(), 2, 2)).toHaveLength(2);
  });
});
