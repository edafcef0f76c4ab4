import { type ListDefinition } from '../list-definition';

export const KINDS = ['tool', 'book', 'seed'] as const;

export type Scalar = string | number | boolean | null;

/** A row of the property tests' own table, with every sort of column that a list can have. */
export interface Thing {
  id: number;
  label: string;
  kind: (typeof KINDS)[number];
  score: number | null;
  at: string;
  meta: { a?: Scalar; deep?: { b?: Scalar } };
}

export const THINGS_TABLE = `
create table things (
  id int generated always as identity primary key, label text not null, kind text not null, score int,
  at timestamptz(3) not null, meta jsonb not null,
  search tsvector generated always as (to_tsvector('simple', label)) stored
)`;

export const THING_LIST: ListDefinition = {
  name: 'things',
  from: 'things e',
  select: ['e.id', 'e.label', 'e.kind', 'e.score', 'e.at', 'e.meta'],
  columns: {
    id: { sql: 'e.id', type: 'int', sort: true },
    label: { sql: 'e.label', type: 'text', sort: 'e.label collate "C"' },
    kind: { sql: 'e.kind', type: 'text', values: KINDS, sort: true },
    score: { sql: 'e.score', type: 'int', nullable: true, sort: true },
    at: { sql: 'e.at', type: 'timestamptz', sort: true },
    hidden: { sql: 'e.label', type: 'text', filter: false },
  },
  json: { meta: { sql: 'e.meta', sort: true } },
  search: 'e.search',
  rank: `setweight(to_tsvector('simple', e.label), 'A') || setweight(to_tsvector('simple', e.kind), 'D')`,
  flags: ['trash'],
};

/** Compares as PostgreSQL does: null after everything, JSON values by type first (null, text, number, boolean). */
export function compareKeys(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  const [left, right] = [rankOf(a), rankOf(b)];
  if (left !== right) return left - right;
  if (a === b) return 0;
  return (a as string | number) < (b as string | number) ? -1 : 1;
}

function rankOf(value: unknown): number {
  return ['object', 'string', 'number', 'boolean'].indexOf(value === null ? 'object' : typeof value);
}

/** The key of a thing under a sort term; undefined where SQL has null. */
export function keyOf(thing: Thing, field: string): unknown {
  if (field === 'meta.a') return thing.meta.a;
  if (field === 'meta.deep.b') return thing.meta.deep?.b;
  return thing[field as keyof Thing] ?? undefined;
}

/** Ids in the order that the sort asks for, ties broken by id in the direction of the last key. */
export function sortedIds(things: readonly Thing[], sort: string): number[] {
  const terms = sort.split(',');
  if (!terms.some((term) => term === 'id' || term === '-id'))
    terms.push(terms.at(-1)?.startsWith('-') ? '-id' : 'id');
  return [...things]
    .sort((one, other) => {
      for (const term of terms) {
        const field = term.replace('-', '');
        const order = compareKeys(keyOf(one, field), keyOf(other, field));
        if (order !== 0) return term.startsWith('-') ? -order : order;
      }
      return 0;
    })
    .map((thing) => thing.id);
}
