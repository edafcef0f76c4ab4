import { ENTITY_STATUSES, type EntityStatus, type ImportRowError } from '@bureau/contracts';
import { type NewEntity } from '../../entity-input';
import {
  MAX_DESCRIPTION_LENGTH,
  MAX_METADATA_BYTES,
  MAX_NAME_LENGTH,
  MAX_TYPE_LENGTH,
} from '../../entity-limits';
import { cellValue } from './cell-value';
import { type ColumnPlan } from './csv-header';
import { type CsvRow } from './csv-rows';

export type RowResult = { record: NewEntity } | { error: ImportRowError };

/** What a row of the file becomes: a new record, or the reason why it cannot be one. Empty cells are left out. */
export function recordOfRow({ line, cells, problem }: CsvRow, plan: ColumnPlan): RowResult {
  const refuse = (column: string | null, detail: string): RowResult => ({ error: { line, column, detail } });
  if (problem) return refuse(null, problem);
  if (cells.length !== plan.titles.length) {
    return refuse(null, `The row has ${cells.length} cells; the first row has ${plan.titles.length}.`);
  }
  const bad = cells.findIndex((cell) => cell.includes('\0'));
  if (bad >= 0) return refuse(plan.titles[bad] ?? null, 'The cell holds the character U+0000.');
  const record: NewEntity = { name: (cells[plan.name] ?? '').trim() };
  const nameProblem = refuseName(record.name);
  if (nameProblem) return refuse(plan.titles[plan.name] ?? null, nameProblem);
  for (const [place, column] of plan.columns) {
    const text = (cells[place] ?? '').trim();
    const wrong = text === '' ? null : setColumn(record, column, text);
    if (wrong) return refuse(plan.titles[place] ?? null, wrong);
  }
  const metadata = metadataOf(cells, plan);
  if (metadataSize(metadata) > MAX_METADATA_BYTES) {
    return refuse(null, 'The columns for the metadata hold more than 64 KiB.');
  }
  return { record: { ...record, metadata } };
}

function refuseName(name: string): string | null {
  if (name === '') return 'The name is missing.';
  return [...name].length > MAX_NAME_LENGTH ? `The name is longer than ${MAX_NAME_LENGTH} characters.` : null;
}

/** @returns what is wrong with the text, or null */
function setColumn(
  record: NewEntity,
  column: 'description' | 'status' | 'type',
  text: string,
): string | null {
  if (column === 'status') {
    const status = ENTITY_STATUSES.find((one) => one === text.toLowerCase());
    if (!status) return `"${text.slice(0, 40)}" is no status; use one of ${ENTITY_STATUSES.join(', ')}.`;
    record.status = status satisfies EntityStatus;
    return null;
  }
  const most = column === 'type' ? MAX_TYPE_LENGTH : MAX_DESCRIPTION_LENGTH;
  if ([...text].length > most) return `The ${column} is longer than ${most} characters.`;
  record[column] = text;
  return null;
}

function metadataOf(cells: readonly string[], plan: ColumnPlan): Record<string, string | number> {
  const filled = [...plan.metadata]
    .map(([place, title]) => [title, (cells[place] ?? '').trim()] as const)
    .filter(([, text]) => text !== '')
    .map(([title, text]) => [title, cellValue(text)] as const);
  return Object.fromEntries(filled);
}

/** Bytes as PostgreSQL writes it, which puts a space behind every colon and comma. */
function metadataSize(metadata: Record<string, string | number>): number {
  return Buffer.byteLength(JSON.stringify(metadata)) + 2 * Object.keys(metadata).length;
}
