import { join } from 'node:path';
import type { Office } from '../office/office.ts';
import type { Measurement, SuiteOptions } from '../report/measurement.ts';
import { compareAnswers } from './compare-answers.ts';
import { measureHotOperations } from './hot-operations.ts';
import { measureListCosts } from './list-costs.ts';
import { gatherMaterial } from './material.ts';
import { recordProduct } from './record-product.ts';

const LIMIT_SERVER = join(import.meta.dirname, '..', 'limit', 'server.ts');
const DELAY = join(import.meta.dirname, '..', 'preload', 'delay-statements.ts');
/** Left out of the material, see there. */
const RECORDED_RECORD = 1_003;

/** The records of BARS: single records, lists, writes, depth, search, history, import. */
export async function measureRecords(
  office: Office,
  options: SuiteOptions,
  report: (measurement: Measurement) => void,
): Promise<Measurement[]> {
  const recording = await recordProduct(office, RECORDED_RECORD);
  const { plantedDelay } = options;
  const api = await office.startApi(
    plantedDelay === null
      ? undefined
      : { flags: ['--import', DELAY], env: { BENCH_DELAY_MS: String(plantedDelay) } },
  );
  const limit = await office.startScript('bench-limit', LIMIT_SERVER, { BENCH_RECORDED: recording.file });
  try {
    const material = await gatherMaterial(office, api.url);
    await compareAnswers(office.databaseUrl, `${limit.url}/limit`, api.url, material);
    return [
      ...(await measureHotOperations(api, limit, material, options, report)),
      ...(await measureListCosts(office, api, material, options, report)),
    ];
  } finally {
    await Promise.all([api.stop(), limit.stop()]);
  }
}
