import { checkRules, type RuleTree } from '@bureau/contracts';
import { fitted } from './rule-fields';
import {
  type ComparisonNode,
  type GroupNode,
  newComparison,
  newGroup,
  withAdded,
  withChild,
} from './rule-nodes';
import { ruleSentence } from './rule-sentence';
import { groupOf, pointerOfChild, treeOf } from './rule-tree';

const ME = { $caller: 'user_id' } as const;
const comparison = (change: Partial<ComparisonNode>): ComparisonNode => ({ ...newComparison(), ...change });

describe('the rule editor’s tree', () => {
  it.each<[string, RuleTree]>([
    ['all of some', { all: [{ field: 'status', op: 'eq', value: 'active' }] }],
    [
      'any in all in not',
      {
        not: {
          all: [
            { field: 'id', op: 'in', value: [1, 2] },
            {
              any: [
                { field: 'owner_id', op: 'eq', value: ME },
                { not: { field: 'type', op: 'is_null', value: true } },
              ],
            },
          ],
        },
      },
    ],
    ['paths', { all: [{ field: 'metadata.address.city', op: 'like', value: 'B%' }] }],
    ['lists of several kinds', { all: [{ field: 'metadata.code', op: 'in', value: ['1', 1, true] }] }],
    ['a list with oneself', { all: [{ field: 'owner_id', op: 'in', value: [7, ME] }] }],
    ['times', { all: [{ field: 'created_at', op: 'gte', value: '2026-11-01T09:30:00.250Z' }] }],
    [
      'numbers and truths in metadata',
      {
        all: [
          { field: 'metadata.size', op: 'gt', value: 1.5 },
          { field: 'metadata.open', op: 'ne', value: false },
        ],
      },
    ],
  ])('gives back %s as they were', (_, tree) => {
    expect(treeOf(groupOf(tree))).toEqual(tree);
    expect(checkRules([{ resource: 'entity', action: 'read', where: tree }])).toEqual([]);
  });

  it('puts a lone comparison into a group, and two negations away', () => {
    const alone: RuleTree = { field: 'status', op: 'eq', value: 'active' };
    expect(treeOf(groupOf(alone))).toEqual({ all: [alone] });
    expect(treeOf(groupOf({ not: { not: { any: [alone] } } }))).toEqual({ any: [alone] });
  });

  it('points at a comparison where the server does', () => {
    const wrong = comparison({ column: 'id', value_kind: 'number', text: 'many', negated: true });
    const inner: GroupNode = { ...newGroup('any', [newComparison(), wrong]), negated: true };
    const root = newGroup('all', [inner]);
    const where = '/rules/0/where';
    const at = pointerOfChild(inner, pointerOfChild(root, where, 0), 1);
    const problems = checkRules([{ resource: 'entity', action: 'read', where: treeOf(root) }]);
    expect(problems.map(({ pointer }) => pointer)).toContain(`${at}/not/value`);
  });

  it('adds to a group and takes out of it', () => {
    const [first, second] = [newComparison(), newComparison()];
    const both = withAdded(newGroup('all', [first]), second);
    expect(both.children).toEqual([first, second]);
    expect(withChild(both, first.id, null).children).toEqual([second]);
    expect(withChild(both, second.id, { ...second, negated: true }).children[1]?.negated).toBe(true);
  });
});

describe('a comparison whose field changes', () => {
  it('keeps what still fits and drops what does not', () => {
    const liked = comparison({ op: 'like', text: 'a%' });
    expect(fitted({ ...liked, column: 'name' })).toMatchObject({ op: 'like', text: 'a%' });
    expect(fitted({ ...liked, column: 'owner_id' })).toMatchObject({ op: 'eq', value_kind: 'number' });
    expect(fitted({ ...liked, column: 'created_at' })).toMatchObject({ op: 'lt', value_kind: 'time' });
  });

  it('asks for a truth where a value is there or not', () => {
    expect(fitted(comparison({ op: 'is_null' }))).toMatchObject({ value_kind: 'boolean', text: 'true' });
  });

  it('leaves the person themself out of lists of texts', () => {
    const mine = comparison({ column: 'owner_id', op: 'in', value_kind: 'number', with_caller: true });
    expect(fitted(mine).with_caller).toBe(true);
    expect(fitted({ ...mine, column: 'name' }).with_caller).toBe(false);
  });
});

describe('the sentence of a rule', () => {
  const owned = comparison({ column: 'owner_id', value_kind: 'caller' });
  const active = comparison({ text: 'active' });

  it('reads as people say it', () => {
    expect(ruleSentence('read', newGroup('any', [active, owned]))).toBe(
      'Sees records whose status is “active” or that they own.',
    );
  });

  it('shows what belongs together', () => {
    const region = comparison({ column: 'metadata', path: 'region', op: 'in', text: 'north\nsouth' });
    const inner = newGroup('any', [active, { ...owned, negated: true }]);
    expect(ruleSentence('update', newGroup('all', [region, inner]))).toBe(
      'Changes records whose region is one of “north”, “south” and (whose status is “active” or not that they own).',
    );
  });

  it('leaves a gap for what is not entered yet', () => {
    expect(ruleSentence('delete', newGroup('all', [newComparison()]))).toBe(
      'Trashes and restores records whose status is ….',
    );
  });
});
