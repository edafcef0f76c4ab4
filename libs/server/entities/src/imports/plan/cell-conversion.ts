import { type ImportValueFormat, type ImportValueType, type JsonValue } from '@bureau/contracts';
import { parseDate } from './cell-date';

/** The value of a cell, or what is wrong with it. */
export type Converted = { value: JsonValue } | { problem: string };

const INTEGER = /^[+-]?\d+$/;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const COMMA_NUMBER = /^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$/;
/** Digits that a JSON number keeps as they are written. */
const KEPT_DIGITS = 15;

const WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  y: true,
  t: true,
  '1': true,
  false: false,
  no: false,
  n: false,
  f: false,
  '0': false,
};

/** Reads the text of a cell, which is not empty, as a value of the type. */
export function convertText(
  text: string,
  type: ImportValueType = 'text',
  format: ImportValueFormat | null = null,
): Converted {
  const plain = text.trim();
  switch (type) {
    case 'text':
      return { value: text };
    case 'integer':
      return INTEGER.test(plain) ? convertNumber(plain, plain) : no(plain, 'a whole number');
    case 'number':
      if (format === 'decimal_comma')
        return COMMA_NUMBER.test(plain)
          ? convertNumber(plain, plain.replaceAll('.', '').replace(',', '.'))
          : no(plain, 'a number with a decimal comma');
      return NUMBER.test(plain) ? convertNumber(plain, plain) : no(plain, 'a number');
    case 'boolean': {
      const value = WORDS[plain.toLowerCase()];
      return value === undefined ? no(plain, 'true or false') : { value };
    }
    case 'date': {
      const value = parseDate(plain, format ?? 'YYYY-MM-DD');
      return value === null ? no(plain, `a date like ${format ?? 'YYYY-MM-DD'}`) : { value };
    }
    case 'json':
      return convertJson(plain);
  }
}

function convertNumber(shown: string, text: string): Converted {
  const digits = text
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '').length;
  const value = Number(text);
  if (digits > KEPT_DIGITS || !Number.isFinite(value))
    return { problem: `"${shorten(shown)}" has more digits than a number keeps; read the column as text.` };
  return { value: value === 0 ? 0 : value };
}

function convertJson(text: string): Converted {
  try {
    return { value: JSON.parse(text) as JsonValue };
  } catch {
    return no(text, 'JSON');
  }
}

function no(text: string, what: string): Converted {
  return { problem: `"${shorten(text)}" is not ${what}.` };
}

/** The beginning of a cell, for a sentence. */
export function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
