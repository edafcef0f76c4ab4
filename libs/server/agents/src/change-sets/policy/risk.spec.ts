import { type ChangeOperation, type FieldChange } from '@bureau/contracts';
import { needsSomebodyElse, needsStepUp, requiredDecisions, riskOf } from './risk';

function items(count: number, operation: ChangeOperation = 'update', field = 'description') {
  const changes: FieldChange[] = operation === 'update' ? [{ field, from: 'a', to: 'b' }] : [];
  return Array.from({ length: count }, () => ({ operation, changes }));
}

describe('riskOf', () => {
  it.each([
    ['one text', items(1), 'low'],
    ['a hundred texts', items(100), 'low'],
    ['more than anybody reads one by one', items(101), 'medium'],
    ['a single status', items(1, 'update', 'status'), 'medium'],
    ['a single deletion', items(1, 'delete'), 'medium'],
    ['a thousand', items(1_000), 'medium'],
    ['more than a thousand', items(1_001), 'high'],
    ['25 deletions', items(25, 'delete'), 'medium'],
    ['26 deletions', items(26, 'delete'), 'high'],
    ['500 deletions', items(500, 'delete'), 'high'],
    ['501 deletions', items(501, 'delete'), 'critical'],
    [
      'the status of new records',
      [{ operation: 'create' as const, changes: [{ field: 'status', from: null, to: 'draft' }] }],
      'low',
    ],
  ])('%s', (_, set, risk) => {
    expect(riskOf(set)).toBe(risk);
  });

  it('asks for two people where it is critical, and for somebody else from high on', () => {
    expect((['low', 'medium', 'high', 'critical'] as const).map(requiredDecisions)).toEqual([1, 1, 1, 2]);
    expect((['low', 'medium', 'high', 'critical'] as const).map(needsSomebodyElse)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('asks whoever approves from high on to show again who they are', () => {
    expect(
      (['low', 'medium', 'high', 'critical'] as const).map((risk) => needsStepUp(risk, 'approve')),
    ).toEqual([false, false, true, true]);
    expect(needsStepUp('critical', 'reject')).toBe(false);
  });
});
