import { type TokenReader } from './token-reader';

export type Value = string | number | boolean;

/** Words at which a value that is not in quotes ends. */
const ENDS = new Set([
  'and',
  'or',
  'to',
  'as',
  'by',
  'per',
  'sorted',
  'ordered',
  'sort',
  'order',
  'grouped',
  'whose',
  'where',
  'with',
  'for',
  'of',
  'in',
  'on',
  'are',
  'is',
  'have',
  'has',
]);
/** A value of more bare words than this is a sentence; quotes make it a value again. */
const MAX_WORDS = 6;

/** Reads a value: quoted text, a number, true, false, or bare words up to the next word of the grammar. */
export function readValue(reader: TokenReader): Value | null {
  const first = reader.peek();
  if (!first || first.kind === 'symbol') return null;
  if (first.kind === 'quoted') return reader.next()?.text ?? null;
  const words = bareWords(reader);
  if (words.length === 0 || words.length > MAX_WORDS) return null;
  const text = words.join(' ');
  if (words.length > 1) return text;
  if (first.kind === 'number') return exactNumber(first.text);
  return text === 'true' ? true : text === 'false' ? false : text;
}

/** One value, or several between commas, `or` and `and`. */
export function readValues(reader: TokenReader): Value[] {
  const values: Value[] = [];
  do {
    const value = readValue(reader);
    if (value === null) break;
    values.push(value);
  } while (reader.take(', or', ', and', ',', 'or', 'and') !== null);
  return values;
}

function bareWords(reader: TokenReader): string[] {
  const words: string[] = [];
  for (
    let token = reader.peek();
    token && (token.kind === 'word' || token.kind === 'number');
    token = reader.peek()
  ) {
    if (ENDS.has(token.lower)) break;
    words.push(token.text);
    reader.next();
  }
  return words;
}

/** Digits that JavaScript cannot hold stay text rather than become another number. */
function exactNumber(text: string): Value {
  const number = Number(text);
  return String(number) === text ? number : text;
}
