import { type ListDefinition } from '../list-definition';

/** Values of each column as a caller writes them. Texts are such that every collation orders them alike. */
export const SAMPLE_VALUES = {
  words: ['alpha', 'beta', 'beta max', 'delta', '100%', '_'],
  small: ['-7', '0', '3', '2147483647'],
  large: ['-9007199254740993', '0', '9007199254740993', '9007199254740995'],
  amount: ['-0.5', '0', '0.25', '10.125', '99999999999999999999.5'],
  flag: ['true', 'false'],
  moment: ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z', '2026-06-30T23:59:59.999Z'],
  address: ['10.0.0.1', '10.0.0.20', '2001:db8::1'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

/** A row with a column of every type that lists know. */
export type Sample = { id: number } & Record<keyof typeof SAMPLE_VALUES, string | null>;

export const SAMPLES_TABLE = `
create table samples (
  id int generated always as identity primary key, words text, small int, large bigint, amount numeric, flag boolean,
  moment timestamptz(3), address inet
)`;

export const SAMPLE_LIST: ListDefinition = {
  name: 'samples',
  from: 'samples e',
  select: ['e.id', 'e.words'],
  columns: {
    id: { sql: 'e.id', type: 'int', sort: true },
    words: { sql: 'e.words', type: 'text', nullable: true, sort: 'e.words collate "C"' },
    small: { sql: 'e.small', type: 'int', nullable: true, sort: true },
    large: { sql: 'e.large', type: 'bigint', nullable: true, sort: true },
    amount: { sql: 'e.amount', type: 'numeric', nullable: true, sort: true },
    flag: { sql: 'e.flag', type: 'boolean', nullable: true, sort: true },
    moment: { sql: 'e.moment', type: 'timestamptz', nullable: true, sort: true },
    address: { sql: 'e.address', type: 'inet', nullable: true, sort: true },
  },
};

/** Below, at or above zero, as one value lies before, at or behind the other. */
export function sampleOrder(column: keyof typeof SAMPLE_VALUES, left: string, right: string): number {
  if (left === right) return 0;
  if (column === 'words' || column === 'moment') return left < right ? -1 : 1;
  const known: readonly string[] = column === 'flag' ? ['false', 'true'] : SAMPLE_VALUES[column];
  return known.indexOf(left) - known.indexOf(right);
}
