import { type AutoApproveRule, type ChangeOperation, type Risk } from '@bureau/contracts';
import { type GovernedProposal, isCovered } from './covered-by-rules';

const rule = (values: Partial<AutoApproveRule> = {}): AutoApproveRule => ({
  operation: 'update',
  max_risk: 'low',
  max_items: 10,
  ...values,
});

function proposal(
  fields: Record<string, unknown>,
  {
    operation = 'update',
    risk = 'low',
    count = 1,
  }: { operation?: ChangeOperation; risk?: Risk; count?: number } = {},
): GovernedProposal {
  const changes = Object.entries(fields).map(([field, to]) => ({ field, from: null, to: to as string }));
  const items = Array.from({ length: count }, () => ({
    operation,
    entity_id: operation === 'create' ? null : 1,
    changes,
  }));
  return { risk, items, types: new Map([[1, 'package']]) };
}

describe('what rules let through without a person', () => {
  it.each<[string, boolean, AutoApproveRule[], GovernedProposal]>([
    ['nothing without a rule', false, [], proposal({ name: 'x' })],
    ['a field that is named', true, [rule({ field: 'name' })], proposal({ name: 'x' })],
    ['any field where none is named', true, [rule()], proposal({ name: 'x', status: 'draft' })],
    ['not another field', false, [rule({ field: 'name' })], proposal({ name: 'x', status: 'draft' })],
    [
      'fields by several rules',
      true,
      [rule({ field: 'name' }), rule({ field: 'status' })],
      proposal({ name: 'x', status: 'draft' }),
    ],
    ['a value inside a granted object', true, [rule({ field: 'metadata' })], proposal({ 'metadata.a.b': 1 })],
    [
      'not the object around a granted value',
      false,
      [rule({ field: 'metadata.a' })],
      proposal({ metadata: {} }),
    ],
    ['not a name that begins alike', false, [rule({ field: 'metadata.a' })], proposal({ 'metadata.ab': 1 })],
    ['not another operation', false, [rule()], proposal({}, { operation: 'delete' })],
    [
      'an operation without fields',
      true,
      [rule({ operation: 'delete' })],
      proposal({}, { operation: 'delete' }),
    ],
    ['not a higher risk', false, [rule()], proposal({ status: 'x' }, { risk: 'medium' })],
    [
      'medium risk where granted',
      true,
      [rule({ max_risk: 'medium' })],
      proposal({ a: 1 }, { risk: 'medium' }),
    ],
    ['never a high risk', false, [rule({ max_risk: 'medium' })], proposal({ name: 'x' }, { risk: 'high' })],
    ['as many items as granted', true, [rule()], proposal({ name: 'x' }, { count: 10 })],
    ['not one more', false, [rule()], proposal({ name: 'x' }, { count: 11 })],
    ['records of a granted type', true, [rule({ entity_type: 'package' })], proposal({ name: 'x' })],
    ['not of another type', false, [rule({ entity_type: 'person' })], proposal({ name: 'x' })],
    ['not a change to another type', false, [rule({ entity_type: 'package' })], proposal({ type: 'person' })],
    [
      'a new record of a granted type',
      true,
      [rule({ operation: 'create', entity_type: 'package' })],
      proposal({ name: 'x', type: 'package' }, { operation: 'create' }),
    ],
    [
      'not a new record without a type',
      false,
      [rule({ operation: 'create', entity_type: 'package' })],
      proposal({ name: 'x' }, { operation: 'create' }),
    ],
  ])('%s: %s', (_, expected, rules, given) => {
    expect(isCovered(rules, given)).toBe(expected);
  });
});
