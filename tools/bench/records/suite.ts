import { join } from 'node:path';
import type { Office, RunningTarget } from '../office/office.ts';
import type { Measurement, SuiteOptions } from '../report/measurement.ts';
import { compareAnswers } from './compare-answers.ts';
import { measureHotOperations } from './hot-operations.ts';
import { measureImport } from './import.ts';
import { measureListCosts } from './list-costs.ts';
import { gatherMaterial } from './material.ts';
import { recordProduct } from './record-product.ts';

export const LIMIT_SERVER = join(import.meta.dirname, '..', 'limit', 'server.ts');
const DELAY = join(import.meta.dirname, '..', 'preload', 'delay-statements.ts');
/** Left out of the material, see there. */
const RECORDED_RECORD = 1_003;

/** Single records, lists, writes, depth, search, history and import. */
export async function measureRecords(
  office: Office,
  options: SuiteOptions,
  report: (measurement: Measurement) => void,
): Promise<Measurement[]> {
  const recording = await recordProduct(office, RECORDED_RECORD);
  const { plantedDelay } = options;
  const api = await (plantedDelay === null ? office.startApi() : startDelayed(office, plantedDelay));
  const limit = await office.startScript('bench-limit', LIMIT_SERVER, { BENCH_RECORDED: recording.file });
  try {
    const material = await gatherMaterial(office, api.url);
    await compareAnswers(office.databaseUrl, `${limit.url}/limit`, api.url, material);
    return [
      ...(await measureHotOperations(api, limit, material, options, report)),
      ...(await measureListCosts(office, api, material, options, report)),
      ...(await measureImport(office, api.url, options, report)),
    ];
  } finally {
    await Promise.all([api.stop(), limit.stop()]);
  }
}

/** The product with each of its statements held back by so many milliseconds. */
export function startDelayed(office: Office, delay: number): Promise<RunningTarget> {
  return office.startApi({ flags: ['--import', DELAY], env: { BENCH_DELAY_MS: String(delay) } });
}
