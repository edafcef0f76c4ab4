import { type JsonValue, type RuleComparison, type RuleTree, type RuleValue } from '@bureau/contracts';
import * as fc from 'fast-check';

/** A record as property tests make it. */
export interface RandomRecord {
  name: string;
  description: string | null;
  status: string;
  type: string | null;
  owner_id: number | null;
  metadata: { [key: string]: JsonValue };
}

const TEXTS = [
  '',
  'x',
  'X y',
  '100%',
  'a_b',
  'back\\slash',
  'Éclair',
  'éCLAIR',
  '1',
  'true',
  'İ',
  '"quoted"',
  '😀',
];
const text = fc.constantFrom(...TEXTS);
const number = fc.oneof(fc.integer({ min: -2, max: 3 }), fc.constantFrom(0.5, -1.25, 1e15));
const scalar: fc.Arbitrary<JsonValue> = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const value: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  {
    weight: 2,
    arbitrary: fc.record({ b: scalar, c: fc.array(scalar, { maxLength: 2 }) }, { requiredKeys: [] }),
  },
);

export const record: fc.Arbitrary<RandomRecord> = fc.record({
  name: text,
  description: fc.option(text),
  status: fc.constantFrom('active', 'inactive', 'draft'),
  type: fc.option(text),
  owner_id: fc.option(fc.integer({ min: 1, max: 3 })),
  metadata: fc.dictionary(fc.constantFrom('a', 'b'), value, { maxKeys: 2 }),
});

const caller: RuleValue = { $caller: 'user_id' };

function comparison(
  fields: readonly string[],
  ops: readonly RuleComparison['op'][],
  values: fc.Arbitrary<RuleComparison['value']>,
): fc.Arbitrary<RuleComparison> {
  return fc.record({ field: fc.constantFrom(...fields), op: fc.constantFrom(...ops), value: values });
}

const TEXT_FIELDS = ['name', 'description', 'status', 'type'];
const PATHS = ['metadata.a', 'metadata.b', 'metadata.a.b', 'metadata.a.c', 'metadata.b.b'];
const pattern = fc.oneof(text, fc.constantFrom('%x', 'x%', '%c%AIR', 'a\\_b', '_', '%\\', '__%'));
const jsonValue: fc.Arbitrary<RuleValue> = fc.oneof(text, number, fc.boolean(), fc.constant(caller));
const id = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constant(caller));
const time = fc.constantFrom(
  '2026-03-01T10:00:00.120Z',
  '2026-03-02T11:00:00.120+01:00',
  '2026-03-03T10:00:00Z',
);
const some = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 1, maxLength: 3 });

const leaf: fc.Arbitrary<RuleComparison> = fc.oneof(
  comparison(TEXT_FIELDS, ['eq', 'ne'], text),
  comparison(TEXT_FIELDS, ['in'], some(text)),
  comparison([...TEXT_FIELDS, ...PATHS], ['like'], pattern),
  comparison([...TEXT_FIELDS, ...PATHS, 'owner_id', 'created_at'], ['is_null'], fc.boolean()),
  comparison(['owner_id'], ['eq', 'ne'], id),
  comparison(['owner_id'], ['lt', 'lte', 'gt', 'gte'], fc.integer({ min: 1, max: 3 })),
  comparison(['owner_id'], ['in'], some(id)),
  comparison(['created_at', 'updated_at'], ['eq', 'ne', 'lt', 'lte', 'gt', 'gte'], time),
  comparison(PATHS, ['eq', 'ne'], jsonValue),
  comparison(PATHS, ['in'], some(jsonValue)),
  comparison(PATHS, ['lt', 'lte', 'gt', 'gte'], number),
);

export const tree: fc.Arbitrary<RuleTree> = fc.letrec<{ node: RuleTree }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({ all: some(tie('node')) }),
    fc.record({ any: some(tie('node')) }),
    fc.record({ not: tie('node') }),
  ),
})).node;

/** A path that a field rule may hide. */
export const hiddenPath = fc.constantFrom(['a'], ['b'], ['a', 'b'], ['a', 'c'], ['b', 'b']);
