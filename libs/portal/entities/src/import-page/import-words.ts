import {
  type ImportJob,
  type ImportMode,
  type ImportOnMatch,
  type ImportValueFormat,
  type ImportValueType,
} from '@bureau/contracts';
import { countOf, numberText } from '@bureau/portal-ui';

export const TARGET_WORDS: Readonly<Record<string, string>> = {
  '': 'Leave out',
  name: 'Name',
  description: 'Description',
  status: 'Status',
  type: 'Type',
  owner: 'Owner',
  metadata: 'All metadata (JSON)',
};

export const TYPE_WORDS: Readonly<Record<ImportValueType, string>> = {
  text: 'Text',
  integer: 'Whole number',
  number: 'Number',
  boolean: 'Yes or no',
  date: 'Date',
  json: 'JSON',
};

/** Formats that a type can have, with an example for people; '' is the usual one. */
export const FORMAT_WORDS: Readonly<
  Partial<Record<ImportValueType, readonly { value: ImportValueFormat | ''; word: string }[]>>
> = {
  date: [
    { value: 'YYYY-MM-DD', word: '2026-11-22' },
    { value: 'DD.MM.YYYY', word: '22.11.2026' },
    { value: 'DD/MM/YYYY', word: '22/11/2026' },
    { value: 'MM/DD/YYYY', word: '11/22/2026' },
  ],
  number: [
    { value: '', word: '1204.5' },
    { value: 'decimal_comma', word: '1.204,5' },
  ],
};

export const MODE_WORDS: Readonly<Record<ImportMode, string>> = {
  skip_bad: 'Import the good rows, skip the others',
  all_or_nothing: 'Import nothing unless every row is good',
};

export const ON_MATCH_WORDS: Readonly<Record<ImportOnMatch, string>> = {
  update: 'Change that record',
  skip: 'Leave that record as it is',
  error: 'Count the row as bad',
};

type Figures = Pick<ImportJob, 'rows_total' | 'rows_read' | 'rows_failed'>;

/** Rows of a checked file that can be imported. */
export function readyRows({ rows_total, rows_read, rows_failed }: Figures): number {
  return (rows_total ?? rows_read) - rows_failed;
}

/** "2,988 rows are ready, 12 are not. Fix them or import 2,988." */
export function checkedSentence(job: Figures, mode: ImportMode): string {
  const ready = readyRows(job);
  const are = (count: number) => (count === 1 ? 'is' : 'are');
  if (job.rows_failed === 0) {
    if (ready === 0) return 'The file has no rows.';
    return ready === 1 ? 'The one row is ready.' : `All ${numberText(ready)} rows are ready.`;
  }
  if (ready === 0) return `None of the ${countOf(job.rows_failed, 'row')} is ready. Fix them and try again.`;
  const rows = `${countOf(ready, 'row')} ${are(ready)} ready, ${numberText(job.rows_failed)} ${are(job.rows_failed)} not.`;
  const them = job.rows_failed === 1 ? 'it' : 'them';
  return mode === 'skip_bad'
    ? `${rows} Fix ${them} or import ${numberText(ready)}.`
    : `${rows} Nothing is imported until every row is: fix ${them}, or skip what is bad.`;
}

/** What an import is doing, or did, in a sentence. */
export function importSentence(job: ImportJob): string {
  const done = [
    `${countOf(job.rows_created, 'record')} created`,
    ...(job.rows_updated > 0 ? [`${numberText(job.rows_updated)} changed`] : []),
    ...(job.rows_unchanged > 0 ? [`${numberText(job.rows_unchanged)} left as they were`] : []),
  ].join(', ');
  const bad = job.rows_failed > 0 ? ` ${countOf(job.rows_failed, 'row')} could not be imported.` : '';
  switch (job.status) {
    case 'completed':
      return `${done}.${bad}`;
    case 'failed':
      return job.rows_created + job.rows_updated > 0
        ? `The import stopped: ${done}.`
        : 'Nothing was imported.';
    case 'cancelled':
      return `The import was cancelled: ${done}.`;
    case 'uploading':
      return 'The file is on its way…';
    case 'queued':
      return 'Waiting for a worker…';
    default:
      return job.phase === 'writing'
        ? `Writing: ${numberText(writtenRows(job))} of ${countOf(readyToWrite(job), 'row')}…`
        : `Checking: ${countOf(job.rows_read, 'row')} read…`;
  }
}

/** Rows that are written by now. */
export function writtenRows({ rows_created, rows_updated, rows_unchanged }: ImportJob): number {
  return rows_created + rows_updated + rows_unchanged;
}

/** Rows that there are to write, once that is known. */
export function readyToWrite(job: ImportJob): number {
  return Math.max(readyRows(job), writtenRows(job));
}
