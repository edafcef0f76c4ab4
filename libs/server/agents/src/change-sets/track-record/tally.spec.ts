import { type ChangeSetItem } from '@bureau/contracts';
import { tallyAutomatic, tallyDecision } from './tally';

type Item = Pick<ChangeSetItem, 'id' | 'operation' | 'changes'>;

const item = (id: number, operation: ChangeSetItem['operation'], fields: object = {}): ChangeSetItem =>
  ({
    id,
    operation,
    changes: Object.entries(fields).map(([field, to]) => ({ field, from: null, to: to as string })),
  }) as Item as ChangeSetItem;

const approve = (approved: ChangeSetItem[], edited: number[] = []) =>
  ({ decision: 'approve', approved, edited: new Set(edited) }) as const;

describe('what a decision says of an agent', () => {
  it('accepts what was approved as it was, field by field', () => {
    const items = [item(1, 'update', { name: 'a', status: 'b' }), item(2, 'update', { name: 'c' })];
    expect(tallyDecision(items, approve(items))).toEqual([
      { operation: 'update', field: 'name', accepted: 2 },
      { operation: 'update', field: 'status', accepted: 1 },
    ]);
  });

  it('tells edited, left out and rejected apart', () => {
    const items = [
      item(1, 'update', { name: 'a', status: 'b', type: 't' }),
      item(2, 'update', { name: 'c' }),
      item(3, 'delete'),
    ];
    const kept = item(1, 'update', { name: 'other', type: 't' });
    expect(tallyDecision(items, approve([kept], [1]))).toEqual([
      { operation: 'delete', field: '', rejected: 1 },
      { operation: 'update', field: 'name', edited: 1, rejected: 1 },
      { operation: 'update', field: 'status', rejected: 1 },
      { operation: 'update', field: 'type', accepted: 1 },
    ]);
  });

  it('rejects all of a rejected set', () => {
    const items = [item(1, 'create', { name: 'a' }), item(2, 'relate', { target_id: 4 })];
    const rejected = { decision: 'reject' as const, approved: [], edited: new Set<number>() };
    expect(tallyDecision(items, rejected)).toEqual([
      { operation: 'create', field: 'name', rejected: 1 },
      { operation: 'relate', field: '', rejected: 1 },
    ]);
  });

  it('accepts nothing before the last vote, and nothing that no person saw', () => {
    const items = [item(1, 'delete'), item(2, 'delete')];
    expect(tallyDecision(items, approve([items[0] as ChangeSetItem]), false)).toEqual([
      { operation: 'delete', field: '', rejected: 1 },
    ]);
    expect(tallyAutomatic(items)).toEqual([{ operation: 'delete', field: '', automatic: 2 }]);
  });
});
