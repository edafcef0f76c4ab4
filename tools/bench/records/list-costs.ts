import { runRounds, type Contender } from '../load/rounds.ts';
import { withClient } from '../office/databases.ts';
import type { Office, RunningTarget } from '../office/office.ts';
import type { Person } from '../office/people.ts';
import { BUSY_RECORDS, RECORDS_PER_LOT } from '../office/seed-sql.ts';
import type { Measurement, SuiteOptions } from '../report/measurement.ts';
import { median, pairedRatio } from '../statistics/interval.ts';
import type { Bar } from '../statistics/verdict.ts';
import { CONNECTIONS } from './material.ts';
import { nextCursor } from './record-product.ts';
import { LIST_PATH, reading, type Material } from './requests.ts';

/** A way of reading that is compared with a first page by the keyset. */
interface Reading {
  readonly title: string;
  readonly bar: Bar;
  /** The n-th request's path. */
  readonly path: (n: number) => string;
}

/** What depth, search, JSON filters and history cost, as multiples of a first page of the same number of rows. */
export async function measureListCosts(
  office: Office,
  api: RunningTarget,
  material: Material,
  options: SuiteOptions,
  report: (measurement: Measurement) => void,
): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const { title, bar, path } of await readings(office, api.url)) {
    if (options.only !== null && !title.includes(options.only)) continue;
    const contender = (pathOf: (n: number) => string): Contender => {
      let n = 0;
      return {
        target: api,
        next: () => reading(pathOf(++n), material.people[n % material.people.length] as Person),
      };
    };
    const measurement = await compare(
      title,
      bar,
      { page: contender(() => LIST_PATH), other: contender(path) },
      options,
    );
    report(measurement);
    measurements.push(measurement);
  }
  return measurements;
}

/** A way of reading that does not answer within the product's time limits is infinitely slow, and the others go on. */
async function compare(
  title: string,
  bar: Bar,
  contenders: { page: Contender; other: Contender },
  options: SuiteOptions,
): Promise<Measurement> {
  const unit = '× a first page';
  try {
    const { page, other } = await runRounds(contenders, {
      connections: CONNECTIONS,
      seconds: options.sliceSeconds,
      rounds: Math.ceil(options.rounds / 2),
      warmUpSeconds: options.warmUpSeconds,
      random: options.random,
    });
    const rates = { page: page.map(({ rate }) => rate), other: other.map(({ rate }) => rate) };
    const figures = { page_per_second: median(rates.page), this_per_second: median(rates.other) };
    return { operation: title, unit, ratio: pairedRatio(rates.page, rates.other), bar, figures };
  } catch (error) {
    process.stderr.write(`${title}: ${(error as Error).message}\n`);
    const never = { low: Infinity, estimate: Infinity, high: Infinity };
    return { operation: title, unit, ratio: never, bar, figures: {} };
  }
}

async function readings(office: Office, url: string): Promise<Reading[]> {
  const { middle } = await landmarks(office.databaseUrl);
  const { records, audit_rows } = office.size;
  const lots = Math.max(1, Math.floor(records / RECORDS_PER_LOT));
  const before = `${LIST_PATH.replace('limit=50', 'limit=1')}&created_at[lte]=${middle.toISOString()}`;
  const cursor = await nextCursor(url, before, office.people[0] as Person);
  return [
    {
      title: 'Page in the middle of all records',
      bar: { kind: 'at_most', goal: 1.3, floor: 2 },
      path: () => `${LIST_PATH}&cursor=${cursor}`,
    },
    {
      title: 'Selective search (q)',
      bar: { kind: 'at_most', goal: 3, floor: 5 },
      // Words are found by their beginning: only the longest numbers are the beginning of no other.
      path: (n) => `/api/v1/entities?q=lot${lots / 10 + (n % (lots - lots / 10))}&limit=50`,
    },
    {
      title: 'Selective JSON filter',
      bar: { kind: 'at_most', goal: 3, floor: 5 },
      path: (n) => `/api/v1/entities?metadata.lot=${n % lots}&limit=50`,
    },
    {
      title: `A record's history among ${audit_rows.toLocaleString('en')} audit rows`,
      bar: { kind: 'at_most', goal: 5, floor: 10 },
      path: (n) => `/api/v1/entities/${1 + (n % BUSY_RECORDS)}/history?limit=50`,
    },
  ];
}

async function landmarks(url: string): Promise<{ middle: Date }> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ middle: Date }>(
      `select (select created_at from entities e where e.id >= c.reltuples / 2 order by e.id limit 1) as middle
        from pg_class c where c.oid = 'entities'::regclass`,
    );
    const [found] = rows;
    if (!found) throw new Error('There is no table of records');
    return found;
  });
}
