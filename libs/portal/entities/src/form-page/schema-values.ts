import { type JsonValue } from '@bureau/contracts';
import { type SchemaField } from './schema-fields';

/** What was typed into a field: its value (undefined: none), or what is wrong with it. */
export type FieldAnswer = { value: JsonValue | undefined } | { error: string };

/** A value as its control shows it. */
export function controlText(field: SchemaField, value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (field.kind === 'list')
    return Array.isArray(value) ? value.map(String).join('\n') : JSON.stringify(value);
  if (field.kind === 'time' && typeof value === 'string') return localTime(value);
  if (field.kind === 'json' || typeof value === 'object') return JSON.stringify(value, null, 2);
  return String(value);
}

/** Reads what was typed. An empty control is no value, and false alone is false. */
export function readControl(field: SchemaField, text: string): FieldAnswer {
  const trimmed = text.trim();
  if (trimmed === '') return { value: undefined };
  switch (field.kind) {
    case 'integer':
    case 'number':
      return readNumber(field, trimmed);
    case 'boolean':
      return { value: trimmed === 'true' };
    case 'choice':
      return { value: field.options.find((option) => String(option) === trimmed) ?? trimmed };
    case 'time':
      return readTime(trimmed);
    case 'list':
      return readList(field, text);
    case 'json':
      return readJson(trimmed);
    default:
      return { value: text };
  }
}

function readNumber({ kind, least, most }: SchemaField, text: string): FieldAnswer {
  const number = Number(text.replace(/(\d),(?=\d{3}(?:\D|$))/g, '$1'));
  if (!Number.isFinite(number)) return { error: 'Type a number, such as 1204.' };
  if (kind === 'integer' && !Number.isInteger(number)) return { error: 'Type a whole number.' };
  if (least !== undefined && number < least) return { error: `At least ${least}.` };
  return most !== undefined && number > most ? { error: `At most ${most}.` } : { value: number };
}

function readTime(text: string): FieldAnswer {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? { error: 'Type a date and a time.' } : { value: time.toISOString() };
}

function readList({ parts }: SchemaField, text: string): FieldAnswer {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (parts === 'text') return { value: lines };
  const numbers = lines.map(Number);
  return numbers.every(Number.isFinite) ? { value: numbers } : { error: 'Type one number in each line.' };
}

function readJson(text: string): FieldAnswer {
  try {
    return { value: JSON.parse(text) as JsonValue };
  } catch {
    return { error: 'Type JSON, such as {"a": 1}.' };
  }
}

/** A moment in the reader's zone, as the browser's control takes it. */
function localTime(text: string): string {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) return text;
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
