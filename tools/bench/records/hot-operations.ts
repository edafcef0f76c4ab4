import type { RunningTarget } from '../office/office.ts';
import { runRounds, type Contender } from '../load/rounds.ts';
import type { Slice } from '../load/slice.ts';
import type { Measurement, SuiteOptions } from '../report/measurement.ts';
import { median, pairedRatio } from '../statistics/interval.ts';
import type { Bar } from '../statistics/verdict.ts';
import { OPERATIONS, RequestMaker, TITLES, type Material, type OperationName } from './requests.ts';

const BARS: Readonly<Record<OperationName, Bar>> = {
  get: { kind: 'at_least', goal: 0.8, floor: 0.65 },
  list: { kind: 'at_least', goal: 0.85, floor: 0.7 },
  create: { kind: 'at_least', goal: 0.8, floor: 0.6 },
  replace: { kind: 'at_least', goal: 0.8, floor: 0.6 },
  status: { kind: 'at_least', goal: 0.8, floor: 0.6 },
};

type Side = 'limit' | 'naive' | 'bare' | 'product';

/** The five hot operations against the limit, one after the other. */
export async function measureHotOperations(
  api: RunningTarget,
  limit: RunningTarget,
  material: Material,
  options: SuiteOptions,
  report: (measurement: Measurement) => void,
): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const operation of OPERATIONS) {
    if (options.only !== null && !TITLES[operation].includes(options.only)) continue;
    const maker = new RequestMaker(material);
    const raw = (way: string): Contender => ({ target: limit, next: maker.next(operation, `/${way}`) });
    const writes = operation !== 'get' && operation !== 'list';
    const slices = await runRounds<Side>(
      {
        limit: raw('limit'),
        naive: raw('naive'),
        ...(writes && { bare: raw('bare') }),
        product: { target: api, next: maker.next(operation), warmUpFactor: 3 },
      } as Record<Side, Contender>,
      {
        connections: material.connections,
        seconds: options.sliceSeconds,
        rounds: options.rounds,
        warmUpSeconds: options.warmUpSeconds,
        random: options.random,
      },
    );
    const measurement = measurementOf(operation, slices);
    report(measurement);
    measurements.push(measurement);
  }
  return measurements;
}

function measurementOf(operation: OperationName, slices: Record<Side, Slice[]>): Measurement {
  const { limit, naive, bare, product } = slices;
  const rates = (side: Slice[]) => side.map(({ rate }) => rate);
  const cpu = (side: Slice[]) => side.map((slice) => slice.cpu ?? NaN);
  const measured = limit.every((slice) => slice.cpu !== null);
  const ratio = (side: Slice[]) => pairedRatio(rates(side), rates(limit));
  return {
    operation: TITLES[operation],
    unit: 'of LIMIT',
    ratio: ratio(product),
    bar: BARS[operation],
    cpu: measured ? pairedRatio(cpu(limit), cpu(product)) : null,
    figures: {
      limit_per_second: median(rates(limit)),
      bureau_per_second: median(rates(product)),
      naive_of_limit: ratio(naive).estimate,
      ...(bare && { bureau_of_bare_statement: pairedRatio(rates(product), rates(bare)).estimate }),
      ...(measured && { limit_cpu_us: median(cpu(limit)), bureau_cpu_us: median(cpu(product)) }),
      limit_p99_ms: median(limit.map(({ p99 }) => p99)),
      bureau_p99_ms: median(product.map(({ p99 }) => p99)),
    },
  };
}
