import { type ImportValueFormat, type ImportValueType, type JsonValue } from '@bureau/contracts';
import { convertText } from '../plan/cell-conversion';
import { DATE_FORMATS } from '../plan/cell-date';

export interface TypeGuess {
  type: ImportValueType;
  format: ImportValueFormat | null;
}

const TEXT: TypeGuess = { type: 'text', format: null };
/** Codes such as 007 or +49 are no numbers, nor is what a number would write in another way. */
const PLAIN_INTEGER = /^-?(?:0|[1-9]\d*)$/;
const PLAIN_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const BOOLEAN_WORD = /^(?:true|false|yes|no)$/i;
const GROUPED = /^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$|^-?\d+,\d+$/;

/** What the cells of a column seem to be; text where they are not all of one kind. @param texts none of them empty */
export function guessType(texts: readonly string[]): TypeGuess {
  if (texts.length === 0) return TEXT;
  const plain = texts.map((text) => text.trim());
  const all = (shape: RegExp, { type, format }: TypeGuess) =>
    plain.every((text) => shape.test(text) && 'value' in convertText(text, type, format));
  const candidates: readonly (readonly [RegExp, TypeGuess])[] = [
    [BOOLEAN_WORD, { type: 'boolean', format: null }],
    [PLAIN_INTEGER, { type: 'integer', format: null }],
    [PLAIN_NUMBER, { type: 'number', format: null }],
    [GROUPED, { type: 'number', format: 'decimal_comma' }],
    ...DATE_FORMATS.map((format) => [/^\d/, { type: 'date', format }] as const),
    [/^[[{]/, { type: 'json', format: null }],
  ];
  return candidates.find(([shape, guess]) => all(shape, guess))?.[1] ?? TEXT;
}

/** The same for values of NDJSON, which have a type already. */
export function typeOfValues(values: readonly JsonValue[]): TypeGuess {
  const kinds = new Set(values.filter((value) => value !== null).map(kindOf));
  const [only] = kinds;
  if (kinds.size === 1 && only) return { type: only, format: null };
  const numeric = kinds.size === 2 && kinds.has('integer') && kinds.has('number');
  return numeric ? { type: 'number', format: null } : TEXT;
}

function kindOf(value: JsonValue): ImportValueType {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'object' ? 'json' : 'text';
}
