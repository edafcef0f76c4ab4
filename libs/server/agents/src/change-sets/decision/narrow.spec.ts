import { type ChangeSetItem } from '@bureau/contracts';
import { narrow } from './narrow';

function item(id: number, operation: ChangeSetItem['operation'] = 'update'): ChangeSetItem {
  const changes = [
    { field: 'name', from: 'a', to: 'b' },
    { field: 'status', from: 'active', to: 'inactive' },
  ];
  return {
    id,
    operation,
    entity_id: id,
    entity_name: 'a',
    base_version: 1,
    changes,
    reason: null,
    evidence: null,
    decision: null,
  };
}

const ids = (items: ChangeSetItem[]) => items.map(({ id }) => id);

describe('narrow', () => {
  it('applies the decision to everything that is not named', () => {
    const result = narrow([item(1), item(2), item(3)], {
      decision: 'approve',
      items: [{ id: 2, decision: 'reject' }],
    });
    expect([result.decision, ids(result.approved), ids(result.rejected)]).toEqual(['approve', [1, 3], [2]]);
  });

  it('approves only what is named where the rest is rejected', () => {
    const result = narrow([item(1), item(2)], {
      decision: 'reject',
      items: [{ id: 2, decision: 'approve' }],
    });
    expect([result.decision, ids(result.approved), ids(result.rejected)]).toEqual(['approve', [2], [1]]);
  });

  it('takes approving nothing for rejecting', () => {
    const result = narrow([item(1)], { decision: 'approve', items: [{ id: 1, decision: 'reject' }] });
    expect(result.decision).toBe('reject');
  });

  it('keeps the fields that are named, with their values as edited', () => {
    const items = [{ id: 1, decision: 'approve' as const, changes: [{ field: 'status', to: 'archived' }] }];
    const result = narrow([item(1)], { decision: 'approve', items });
    expect(result.approved[0]?.changes).toEqual([{ field: 'status', from: 'active', to: 'archived' }]);
    expect([...result.edited]).toEqual([1]);
  });

  it('knows an edit that changes nothing from one that does', () => {
    const changes = item(1).changes.map(({ field, to }) => ({ field, to }));
    expect(
      narrow([item(1)], { decision: 'approve', items: [{ id: 1, decision: 'approve', changes }] }).edited
        .size,
    ).toBe(0);
  });

  it.each([
    ['an item of another set', { id: 9, decision: 'reject' as const }, '/items/0/id'],
    [
      'a field that was not proposed',
      {
        id: 1,
        decision: 'approve' as const,
        changes: [
          { field: 'type', to: 'x' },
          { field: 'name', to: 'b' },
        ],
      },
      '/items/0/changes/0/field',
    ],
    [
      'a value that the field may not have',
      { id: 1, decision: 'approve' as const, changes: [{ field: 'status', to: 'gone' }] },
      '/items/0/changes/0/to',
    ],
    [
      'an edit back to how it is',
      { id: 1, decision: 'approve' as const, changes: [{ field: 'status', to: 'active' }] },
      '/items/0/changes',
    ],
    ['no field at all', { id: 1, decision: 'approve' as const, changes: [] }, '/items/0/changes'],
    [
      'fields of a deletion',
      { id: 2, decision: 'approve' as const, changes: [{ field: 'name', to: 'b' }] },
      '/items/0/changes',
    ],
  ])('refuses %s', (_, exception, pointer) => {
    const result = narrow([item(1), item(2, 'delete')], { decision: 'approve', items: [exception] });
    expect(result.problems.map((problem) => problem.pointer)).toContain(pointer);
  });

  it('refuses an item that is named twice', () => {
    const items = [
      { id: 1, decision: 'approve' as const },
      { id: 1, decision: 'reject' as const },
    ];
    expect(narrow([item(1)], { decision: 'approve', items }).problems).toMatchObject([
      { pointer: '/items/1/id', code: 'DUPLICATE' },
    ]);
  });
});
