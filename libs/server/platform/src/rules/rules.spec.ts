import { type RoleRule, type RuleTree } from '@bureau/contracts';
import { callerRules } from './caller-rules';
import { matchesLike } from './like-match';
import { accessOf } from './resource-access';
import { maskedSource } from './masked-source';

const row = { id: 1, name: 'nginx', status: 'active', type: null, owner_id: 7, metadata: { a: { b: 1 } } };
const accessWith = (rules: RoleRule[], user_id = 7) =>
  accessOf({ user_id, rules: callerRules(rules) }, 'entity');
const reading = (where: RuleTree) => accessWith([{ resource: 'entity', action: 'read', where }]);

describe('row rules', () => {
  it.each<[RuleTree, boolean]>([
    [{ field: 'owner_id', op: 'eq', value: { $caller: 'user_id' } }, true],
    [{ field: 'type', op: 'eq', value: 'x' }, false],
    [{ field: 'type', op: 'ne', value: 'x' }, true],
    [{ not: { field: 'type', op: 'eq', value: 'x' } }, true],
    [{ field: 'metadata.a.b', op: 'eq', value: '1' }, false],
    [{ field: 'metadata.a.b', op: 'gte', value: 1 }, true],
    [{ field: 'metadata.a.c', op: 'ne', value: 1 }, false],
    [{ field: 'metadata.a.c', op: 'is_null', value: true }, true],
    [
      {
        all: [
          { field: 'name', op: 'like', value: 'NG%' },
          { field: 'id', op: 'in', value: [1, 2] },
        ],
      },
      true,
    ],
  ])('%j', (where, expected) => {
    expect(reading(where).may('read', row)).toBe(expected);
  });

  it('of one action must all be met', () => {
    const rule = (value: string): RoleRule => ({
      resource: 'entity',
      action: 'read',
      where: { field: 'name', op: 'like', value },
    });
    expect(accessWith([rule('n%'), rule('%x')]).may('read', row)).toBe(true);
    expect(accessWith([rule('n%'), rule('%y')]).may('read', row)).toBe(false);
  });

  it('name the comparisons that fail', () => {
    const where: RuleTree = {
      all: [
        { field: 'status', op: 'eq', value: 'draft' },
        { field: 'id', op: 'eq', value: 1 },
      ],
    };
    expect(reading(where).failures('read', row)).toEqual([
      { comparison: { field: 'status', op: 'eq', value: 'draft' }, stored: 'active' },
    ]);
  });

  it('that are not understood let nothing through', () => {
    const odd = [{ resource: 'entity', action: 'read', where: { field: 'colour', op: 'eq', value: 1 } }];
    expect(accessWith(odd as RoleRule[]).may('read', row)).toBe(false);
  });
});

describe('field rules', () => {
  const access = accessWith([
    { resource: 'entity', field: 'description', access: 'hidden' },
    { resource: 'entity', field: 'metadata.a.b', access: 'hidden' },
    { resource: 'entity', field: 'status', access: 'read_only' },
  ]);
  const pointers = (values: object) => access.refusedWrites({ ...values }).map(({ pointer }) => pointer);

  it('leave hidden values out', () => {
    expect(access.mask({ ...row, description: 'x' })).toEqual({
      ...row,
      description: null,
      metadata: { a: {} },
    });
    expect(access.visible({ description: 'x', metadata: { a: [{ b: 1, c: 2 }] } })).toEqual({
      metadata: { a: [{ c: 2 }] },
    });
    expect(access.visibleValue('metadata.a.b', 1)).toBeUndefined();
  });

  it('say nothing of a change of hidden values alone', () => {
    const change = access.visibleChange({ metadata: { a: { b: 1 } } }, { metadata: { a: { b: 2 } } });
    expect(change).toEqual({ old_values: {}, new_values: {} });
  });

  it('refuse what touches a protected place, from above as well', () => {
    expect(pointers({ status: 'draft', description: null })).toEqual(['/description', '/status']);
    expect(pointers({ metadata: { a: { b: 2 } } })).toEqual(['/metadata/a/b']);
    expect(pointers({ metadata: { a: null } })).toEqual(['/metadata/a']);
    expect(pointers({ metadata: { a: [] } })).toEqual(['/metadata/a']);
    expect(pointers({ metadata: { a: { c: 2 }, b: 1 } })).toEqual([]);
  });

  it('leave the table as it is for callers without hidden fields', () => {
    expect(maskedSource(accessWith([]), 'entities', ['id'])).toEqual({ from: 'entities e', table: 'e' });
  });

  it('put names of keys into SQL as literals', () => {
    const quoted = accessWith([{ resource: 'entity', field: "metadata.o'clock", access: 'hidden' }]);
    expect(maskedSource(quoted, 'entities', ['metadata']).from).toContain("array['o''clock']::text[]");
  });
});

describe('like', () => {
  it.each([
    ['BOX', 'a red box', true],
    ['b%', 'a box', false],
    ['%b_x', 'a box', true],
    ['100\\%%', '100% sure', true],
    ['É%', 'éclair', false],
    ['%a%a%a%b', 'a'.repeat(50), false],
  ])('%j over %j', (pattern, text, expected) => {
    expect(matchesLike(pattern, text)).toBe(expected);
  });
});
