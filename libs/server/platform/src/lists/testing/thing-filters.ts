import * as fc from 'fast-check';
import { compareKeys, keyOf, KINDS, type Scalar, type Thing } from './thing-model';

/** A filter as a caller writes it, with what it means. */
export interface ModelFilter {
  name: string;
  value: string;
  holds(thing: Thing): boolean;
}

export const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  fc.constantFrom('x', 'y', '1', 'true', 'with "quotes"'),
  fc.integer({ min: -2, max: 3 }),
  fc.constantFrom(1.5, 0.25),
  fc.boolean(),
  fc.constant(null),
);

export const thing: fc.Arbitrary<Omit<Thing, 'id'>> = fc.record({
  label: fc.constantFrom('red box', 'Blue-box', 'boxing 100%', 'under_score', 'a\\b', 'Éclair', ''),
  kind: fc.constantFrom(...KINDS),
  score: fc.option(fc.integer({ min: -3, max: 3 })),
  at: fc.integer({ min: 0, max: 4 }).map((day) => `2026-03-0${day + 1}T10:00:00.120Z`),
  meta: fc.record({ a: scalar, deep: fc.record({ b: scalar }, { requiredKeys: [] }) }, { requiredKeys: [] }),
});

const ORDERS = {
  lt: (order: number) => order < 0,
  lte: (order: number) => order <= 0,
  gt: (order: number) => order > 0,
  gte: (order: number) => order >= 0,
};
type Order = keyof typeof ORDERS;
const order = fc.constantFrom(...(Object.keys(ORDERS) as Order[]));

/** A JSON value as it stands in a query string. */
function written(value: Scalar): string {
  return typeof value === 'string' && /^(1|true)$/.test(value) ? `"${value}"` : String(value);
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : typeof value;
}

function jsonFilter(field: string): fc.Arbitrary<ModelFilter> {
  const named = (op: string, value: string, holds: (stored: unknown) => boolean): ModelFilter => ({
    name: `${field}[${op}]`,
    value,
    holds: (one) => holds(keyOf(one, field)),
  });
  const sameType = (stored: unknown, value: Scalar) => typeOf(stored) === typeOf(value);
  return fc.oneof(
    scalar.map((value) => named('eq', written(value), (stored) => stored === value)),
    scalar.map((value) =>
      named('ne', written(value), (stored) => sameType(stored, value) && stored !== value),
    ),
    fc
      .array(
        scalar.filter((value) => value !== 'with "quotes"'),
        { minLength: 1, maxLength: 3 },
      )
      .map((values) =>
        named('in', values.map(written).join(','), (stored) => values.some((value) => stored === value)),
      ),
    fc
      .boolean()
      .map((wanted) => named('is_null', String(wanted), (stored) => ((stored ?? null) === null) === wanted)),
    fc
      .tuple(
        order,
        scalar.filter((value) => value !== null),
      )
      .map(([op, value]) =>
        named(
          op,
          written(value),
          (stored) => sameType(stored, value) && ORDERS[op](compareKeys(stored, value)),
        ),
      ),
    fc.constant(named('like', 'QUOTE', (stored) => typeof stored === 'string' && stored.includes('quote'))),
  );
}

const labelFilters: ModelFilter[] = [
  { name: 'label[like]', value: 'BOX', holds: ({ label }) => /box/i.test(label) },
  { name: 'label[like]', value: 'r%', holds: ({ label }) => /^r/i.test(label) },
  { name: 'label[like]', value: '%\\%', holds: ({ label }) => label.endsWith('%') },
  { name: 'label[like]', value: '_', holds: ({ label }) => label.includes('_') },
  { name: 'label[like]', value: '\\', holds: ({ label }) => label.includes('\\') },
  { name: 'label[like]', value: '%\\', holds: ({ label }) => label.endsWith('\\') },
  { name: 'label', value: 'Éclair', holds: ({ label }) => label === 'Éclair' },
  {
    name: 'label[in]',
    value: 'Éclair,red box',
    holds: ({ label }) => label === 'Éclair' || label === 'red box',
  },
  { name: 'q', value: 'box', holds: ({ label }) => /(^|[ -])box/i.test(label) },
  { name: 'q', value: " red  bo'", holds: ({ label }) => label === 'red box' },
  { name: 'q', value: 'blue-b', holds: ({ label }) => label === 'Blue-box' },
];

export const filter: fc.Arbitrary<ModelFilter> = fc.oneof(
  fc.constantFrom(...labelFilters),
  jsonFilter('meta.a'),
  jsonFilter('meta.deep.b'),
  fc
    .constantFrom(...KINDS)
    .map((kind) => ({ name: 'kind', value: kind, holds: (one: Thing) => one.kind === kind })),
  fc
    .constantFrom(...KINDS)
    .map((kind) => ({ name: 'kind[ne]', value: kind, holds: (one: Thing) => one.kind !== kind })),
  fc.boolean().map((wanted) => ({
    name: 'score[is_null]',
    value: String(wanted),
    holds: (one: Thing) => (one.score === null) === wanted,
  })),
  fc
    .integer({ min: -3, max: 3 })
    .map((n) => ({ name: 'score[ne]', value: `${n}`, holds: (one: Thing) => one.score !== n })),
  fc.tuple(order, fc.integer({ min: -3, max: 3 })).map(([op, n]) => ({
    name: `score[${op}]`,
    value: String(n),
    holds: (one: Thing) => one.score !== null && ORDERS[op](one.score - n),
  })),
  order.map((op) => ({
    name: `at[${op}]`,
    value: '2026-03-03T11:00:00.120+01:00',
    holds: (one: Thing) => ORDERS[op](compareKeys(one.at, '2026-03-03T10:00:00.120Z')),
  })),
);

export const sort = fc
  .uniqueArray(fc.constantFrom('id', 'label', 'kind', 'score', 'at', 'meta.a', 'meta.deep.b'), {
    minLength: 1,
    maxLength: 3,
  })
  .chain((fields) => fc.tuple(...fields.map((field) => fc.constantFrom(field, `-${field}`))))
  .map((terms) => terms.join(','));
