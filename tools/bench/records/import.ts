import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from '../office/databases.ts';
import type { Office } from '../office/office.ts';
import type { Person } from '../office/people.ts';
import type { Measurement, SuiteOptions } from '../report/measurement.ts';
import { median, pairedRatio } from '../statistics/interval.ts';
import { importBaseline } from './import-baseline.ts';

const ROWS = { quick: 20_000, full: 100_000 };
const ROUNDS = { quick: 2, full: 3 };
const LOOK_AGAIN_MS = 50;
const SECOND_MS = 1_000;
const WITHIN_MS = 600_000;
const OPEN: readonly string[] = ['queued', 'running'];

/** A file of rows through the product, against the same rows by `COPY` with their audit rows, in one transaction. */
export async function measureImport(
  office: Office,
  apiUrl: string,
  options: SuiteOptions,
  report: (measurement: Measurement) => void,
): Promise<Measurement[]> {
  const size = options.quick ? ROWS.quick : ROWS.full;
  const title = `Import of ${size.toLocaleString('en')} rows`;
  if (options.only !== null && !title.includes(options.only)) return [];
  const worker = await office.startWorker();
  try {
    const product: number[] = [];
    const copied: number[] = [];
    const person = office.people[0] as Person;
    for (let round = 0; round < (options.quick ? ROUNDS.quick : ROUNDS.full); round++) {
      const rows = importedRows(size, round);
      const both = [
        async () => void product.push(await seconds(() => importFile(apiUrl, person, csv(rows), size))),
        async () => void copied.push(await copyRows(office.databaseUrl, rows, person.user_id)),
      ];
      for (const one of round % 2 === 0 ? both : both.toReversed()) await one();
    }
    const measurement: Measurement = {
      operation: title,
      unit: '× COPY with audit rows',
      ratio: pairedRatio(product, copied),
      bar: { kind: 'at_most', goal: 2, floor: 3 },
      figures: { bureau_seconds: median(product), copy_seconds: median(copied) },
    };
    report(measurement);
    return [measurement];
  } finally {
    await worker.stop();
  }
}

interface ImportedRow {
  readonly name: string;
  readonly description: string;
  readonly section: string;
  readonly size: string;
}

function importedRows(count: number, round: number): ImportedRow[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `imported-${round}-${i}`,
    description: `Row ${i} of round ${round}, with a description as long as those of the seed have, or nearly so.`,
    section: `section-${i % 40}`,
    size: String(i * 37),
  }));
}

function csv(rows: readonly ImportedRow[]): string {
  const lines = rows.map(
    ({ name, description, section, size }) => `${name},"${description}",${section},${size}`,
  );
  return `name,description,section,size\n${lines.join('\n')}\n`;
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / SECOND_MS;
}

async function importFile(url: string, person: Person, text: string, size: number): Promise<void> {
  const headers = { authorization: person.authorization };
  const body = new FormData();
  body.set('file', new Blob([text], { type: 'text/csv' }), 'bench.csv');
  const accepted = await fetch(`${url}/api/v1/entities/import`, { method: 'POST', headers, body });
  if (accepted.status !== 202)
    throw new Error(`The import answered ${accepted.status}: ${await accepted.text()}`);
  const { id } = (await accepted.json()) as { id: number };
  for (const deadline = Date.now() + WITHIN_MS; Date.now() < deadline; await sleep(LOOK_AGAIN_MS)) {
    const response = await fetch(`${url}/api/v1/imports/${id}`, { headers });
    const job = (await response.json()) as { status: string; rows_created: number; error: string | null };
    if (OPEN.includes(job.status)) continue;
    if (job.rows_created === size) return;
    throw new Error(`The import ended as ${job.status} with ${job.rows_created} records: ${job.error}`);
  }
  throw new Error(`The import did not end within ${WITHIN_MS / SECOND_MS} s`);
}

/** @returns seconds */
async function copyRows(url: string, rows: readonly ImportedRow[], owner: number): Promise<number> {
  const records = rows.map(({ name, description, section, size }) => ({
    name,
    description,
    metadata: { section, size },
  }));
  return withClient(url, async (client) => {
    await client.query('set role bureau_app');
    return (await importBaseline(client, records, owner)) / SECOND_MS;
  });
}
