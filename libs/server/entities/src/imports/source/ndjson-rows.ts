import { type JsonObject, type JsonValue } from '@bureau/contracts';
import { MAX_ROW_BYTES } from '../csv/csv-rows';
import { type FileRow } from './file-row';

/** A number that JavaScript would round without a word. */
const LONG_NUMBER = /(?<![\d".])-?\d{16,}/;

/**
 * Reads a file with one JSON object a line, in constant memory. A line that is none has a problem and is passed over.
 * @param pieces the file in order, UTF-8
 */
export async function* ndjsonRows(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<FileRow> {
  let line = 0;
  for await (const text of linesOf(pieces)) {
    line++;
    if (text === null) yield { line, problem: 'This line is longer than 1 MiB.' };
    else if (text.trim() !== '') yield { line, ...parseLine(text) };
  }
}

function parseLine(text: string): Omit<FileRow, 'line'> {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return { problem: 'This line is no JSON.' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: 'This line is no JSON object.' };
  if (LONG_NUMBER.test(text) && hasRoundedNumber(text))
    return {
      problem: 'A number on this line has more digits than can be kept. Write it as text, in quotes.',
    };
  return { object: value as JsonObject };
}

/** The source of each number beside its value; JSON.parse alone does not tell. */
function hasRoundedNumber(text: string): boolean {
  let rounded = false;
  const look = (_key: string, value: unknown, context?: { source?: string }) => {
    if (
      typeof value === 'number' &&
      /\d{16,}/.test(context?.source ?? '') &&
      String(value) !== context?.source
    )
      rounded = true;
    return value;
  };
  JSON.parse(text, look as Parameters<typeof JSON.parse>[1]);
  return rounded;
}

/** Lines without their ends; null for one that is too long to be kept. */
async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string | null> {
  const decoder = new TextDecoder('utf-8');
  let held = '';
  let tooLong = false;
  for await (const piece of pieces) {
    const lines = (held + decoder.decode(piece, { stream: true })).split('\n');
    held = lines.pop() ?? '';
    for (const text of lines) {
      yield tooLong || text.length > MAX_ROW_BYTES ? null : text;
      tooLong = false;
    }
    if (held.length > MAX_ROW_BYTES) {
      tooLong = true;
      held = '';
    }
  }
  if (tooLong) yield null;
  else if (held !== '') yield held.length > MAX_ROW_BYTES ? null : held;
}
