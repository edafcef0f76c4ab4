import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { ROOT } from '../workspace/paths.ts';

const CATALOGUE = join(ROOT, 'database/seeds/software-catalogue.csv');

/** The rows of one section of the software catalogue, as a CSV file of its own. */
export function sectionCsv(section: string): { csv: string; rows: number } {
  const text = readFileSync(CATALOGUE, 'utf8');
  const records = parse(text, { columns: true }) as Record<string, string>[];
  const chosen = records.filter((record) => record['section'] === section);
  const columns = Object.keys(records[0] ?? {});
  const quote = (value: string) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const lines = chosen.map((record) => columns.map((column) => quote(record[column] ?? '')).join(','));
  return { csv: [columns.join(','), ...lines, ''].join('\n'), rows: chosen.length };
}
