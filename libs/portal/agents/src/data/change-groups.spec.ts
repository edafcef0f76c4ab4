import { type ChangeSetItem } from '@bureau/contracts';
import { groupChanges } from './change-groups';

function item(id: number, to: string, operation: ChangeSetItem['operation'] = 'update'): ChangeSetItem {
  return {
    id,
    operation,
    entity_id: id,
    entity_name: `record ${id}`,
    base_version: 1,
    changes: [{ field: 'metadata.section', from: 'httpd', to }],
    reason: null,
    evidence: null,
    decision: null,
  };
}

const ids = (items: readonly ChangeSetItem[]) => items.map((each) => each.id);

describe('groups of changes', () => {
  it('put identical changes together, the most first, and the rest last', () => {
    const groups = groupChanges([
      item(1, 'net'),
      item(2, 'web'),
      item(3, 'web'),
      item(4, 'mail'),
      item(5, 'web'),
    ]);

    expect(groups.map(({ kind, items }) => [kind, ids(items)])).toEqual([
      ['same', [2, 3, 5]],
      ['other', [1, 4]],
    ]);
    expect(groups[0]?.changes).toEqual([{ field: 'metadata.section', from: 'httpd', to: 'web' }]);
  });

  it('lead with deletions and with records that changed since', () => {
    const groups = groupChanges(
      [item(1, 'web'), item(2, 'web', 'delete'), item(3, 'web'), item(4, 'web')],
      new Set([3]),
    );

    expect(groups.map(({ kind, items }) => [kind, ids(items)])).toEqual([
      ['attention', [2, 3]],
      ['same', [1, 4]],
    ]);
  });

  it('do not call a single change "other"', () => {
    expect(groupChanges([item(1, 'web')])).toMatchObject([{ kind: 'same', items: [{ id: 1 }] }]);
  });
});
