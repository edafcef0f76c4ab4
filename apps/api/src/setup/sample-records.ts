import { createReadStream } from 'node:fs';
import { csvRows, EntitiesService, planColumns, recordOfRow } from '@bureau/entities';
import { Database } from '@bureau/platform';

/** Enough to look around in; the whole catalogue is there to be imported. */
const SAMPLE_SIZE = 200;

/**
 * Adds the first records of a CSV file where there are no records yet, as the caller of the running work.
 * @returns how many were added
 */
export async function addSampleRecords(
  database: Database,
  entities: EntitiesService,
  file: string,
): Promise<number> {
  const [row] = await database.query<{ empty: boolean }>({
    text: 'select not exists (select from entities) as empty',
  });
  if (!row?.empty) return 0;
  const records = await readRecords(file);
  await database.transaction(async (executor) => {
    for (const record of records) await entities.create(record, { executor });
  });
  return records.length;
}

async function readRecords(file: string) {
  const rows = csvRows(createReadStream(file));
  const header = await rows.next();
  if (header.done) throw new Error('The file of sample records is empty');
  const plan = planColumns(header.value.cells, null);
  const records = [];
  for await (const row of rows) {
    const result = recordOfRow(row, plan);
    if ('error' in result)
      throw new Error(`Line ${result.error.line} of the sample records: ${result.error.detail}`);
    records.push(result.record);
    if (records.length === SAMPLE_SIZE) break;
  }
  return records;
}
