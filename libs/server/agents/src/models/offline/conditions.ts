import { type FilterClause } from '../../tools/filter-clause';
import { readField } from './fields';
import { type TokenReader } from './token-reader';
import { readValue, readValues, type Value } from './values';

/** Why a sentence was refused although its beginning was understood. */
export class NotUnderstood extends Error {}

/** Words that go on after the conditions. */
const FOLLOWERS = ['sorted', 'ordered', 'sort', 'order', 'by', 'per', 'grouped', 'broken'];

type MakeClauses = (field: string, reader: TokenReader) => FilterClause[];

const one =
  (op: FilterClause['op'], make: (value: Value) => Value = (value) => value): MakeClauses =>
  (field, reader) => [{ field, op, value: make(valueAfter(field, reader)) }];

const isNull =
  (value: boolean): MakeClauses =>
  (field) => [{ field, op: 'is_null', value }];

/** Escapes what LIKE would take for a pattern. */
const literal = (value: Value) => String(value).replace(/[\\%_]/g, '\\$&');

/** Phrases between a field and its value; longer ones before their beginnings. */
const OPERATORS: readonly (readonly [phrases: readonly string[], make: MakeClauses])[] = [
  [
    [
      'does not contain',
      'do not contain',
      "doesn't contain",
      'not containing',
      'does not start with',
      'does not end with',
    ],
    excludesPart,
  ],
  [['is not empty', 'are not empty', 'is not missing', 'is set', 'is present', 'is not null'], isNull(false)],
  [['is empty', 'are empty', 'is missing', 'is not set', 'is blank', 'is null', 'is absent'], isNull(true)],
  [['is not one of'], excludesPart],
  [
    ['is one of', 'is any of', 'is either', 'are one of', 'in'],
    (field, reader) => anyOf(field, readValues(reader)),
  ],
  [['is between', 'between'], between],
  [['is at least', 'at least', 'is not less than', '>='], one('gte')],
  [['is at most', 'at most', 'is not more than', '<='], one('lte')],
  [
    [
      'is greater than',
      'is more than',
      'is larger than',
      'is bigger than',
      'is higher than',
      'is above',
      'is over',
      'is after',
      'greater than',
      'more than',
      'larger than',
      'above',
      'over',
      'after',
      '>',
    ],
    one('gt'),
  ],
  [
    [
      'is less than',
      'is smaller than',
      'is lower than',
      'is fewer than',
      'is below',
      'is under',
      'is before',
      'less than',
      'smaller than',
      'below',
      'under',
      'before',
      '<',
    ],
    one('lt'),
  ],
  [
    ['contains', 'contain', 'containing', 'includes', 'include', 'including'],
    one('like', (value) => `%${literal(value)}%`),
  ],
  [
    ['starts with', 'start with', 'starting with', 'begins with', 'begin with', 'beginning with'],
    one('like', (value) => `${literal(value)}%`),
  ],
  [['ends with', 'end with', 'ending with', 'ends in'], one('like', (value) => `%${literal(value)}`)],
  [
    ['is not equal to', 'is different from', 'does not equal', 'is not', 'are not', "isn't", '!=', 'not'],
    one('ne'),
  ],
  [['is equal to', 'is exactly', 'equals', 'equal to', 'is', 'are', 'of', '=', ':'], equalsAny],
];

/** Reads `field operator value`, one or more of them joined by `and`. @throws NotUnderstood for what cannot be asked */
export function readConditions(reader: TokenReader): FilterClause[] {
  const clauses: FilterClause[] = [];
  do {
    const condition = readCondition(reader);
    if (!condition) throw new NotUnderstood(`a condition where it says “${reader.rest}”`);
    clauses.push(...condition);
    if (reader.sees('or')) throw new NotUnderstood('conditions joined by “or”: ask for each on its own');
  } while (takeSeparator(reader));
  return clauses;
}

/** A comma before `sorted by` or `by` ends the conditions. */
function takeSeparator(reader: TokenReader): boolean {
  const taken = reader.attempt(() => {
    if (reader.take(', and', 'and', ',') === null) return null;
    return FOLLOWERS.some((word) => reader.sees(word)) ? null : true;
  });
  return taken !== null;
}

function readCondition(reader: TokenReader): FilterClause[] | null {
  return reader.attempt(() => {
    reader.skip('whose', 'where', 'with', 'having', 'have', 'has');
    const field = readField(reader);
    if (field === null) return null;
    for (const [phrases, make] of OPERATORS) if (reader.take(...phrases) !== null) return make(field, reader);
    return equalsAny(field, reader);
  });
}

function valueAfter(field: string, reader: TokenReader): Value {
  const value = readValue(reader);
  if (value === null) throw new NotUnderstood(`the value that ${field} is compared with`);
  return value;
}

/** `draft or inactive` is one of two; `and` after a value begins the next condition. */
function equalsAny(field: string, reader: TokenReader): FilterClause[] {
  const values = [valueAfter(field, reader)];
  while (reader.take(', or', 'or') !== null) values.push(valueAfter(field, reader));
  return anyOf(field, values);
}

function anyOf(field: string, values: Value[]): FilterClause[] {
  const [first] = values;
  if (first === undefined) throw new NotUnderstood(`the values that ${field} is compared with`);
  return values.length === 1 ? [{ field, op: 'eq', value: first }] : [{ field, op: 'in', value: values }];
}

function between(field: string, reader: TokenReader): FilterClause[] {
  const from = valueAfter(field, reader);
  reader.take('and', 'to');
  return [
    { field, op: 'gte', value: from },
    { field, op: 'lte', value: valueAfter(field, reader) },
  ];
}

function excludesPart(): never {
  throw new NotUnderstood('conditions that exclude by a part of a text or by a list');
}
