import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Database } from '../../database/database';
import { type Executor } from '../../database/statement';
import { OTHER_ADDRESSES } from '../rate-limit/limit-keys';

const FLUSH_MS = 5_000;
/** Addresses and codes that one process tells apart between two flushes; the rest are counted together. */
const MAX_COUNTS = 1_000;

const FLUSH = `
insert into refusal_counts as r (minute, subject, code, count)
select date_trunc('minute', now()), n.subject, n.code, n.count
from unnest($1::text[], $2::text[], $3::int[]) as n (subject, code, count) order by n.subject, n.code
on conflict (minute, subject, code) do update set count = r.count + excluded.count`;

/** Rows of the audit log for one minute; the quietest beyond are one row together. */
const MAX_ROWS = 1_000;

/** Taking the counts and writing the rows are one statement: every count is in exactly one row. */
const CLOSE = `
with closed as (
  delete from refusal_counts where minute < date_trunc('minute', now()) returning subject, minute, code, count
), subjects as (
  select minute, subject, sum(count) as requests, jsonb_object_agg(code, count) as codes,
    row_number() over (partition by minute order by subject = '${OTHER_ADDRESSES}', sum(count) desc, subject) > ${MAX_ROWS}
      or subject = '${OTHER_ADDRESSES}' as beyond from closed group by minute, subject
), lines as (
  select minute, subject, requests, jsonb_build_object('codes', codes) as more from subjects where not beyond
  union all select minute, '${OTHER_ADDRESSES}', sum(requests), jsonb_build_object('addresses', count(*)) from subjects where beyond group by minute
)
insert into audit_logs (action, outcome, user_id, actor_type, actor_id, actor_name, ip, reason, new_values)
select 'access.refuse', 'refused', substring(subject from '^user:(.+)')::int,
  case when subject like 'user:%' then 'user' when subject like 'api-key:%' then 'api_key' else 'system' end,
  substring(subject from '^(?:user|api-key):(.+)'), case when subject like 'ip:%' then 'bureau' end,
  substring(subject from '^ip:(.+)')::inet, requests || ' requests were refused within this minute.',
  jsonb_build_object('minute', minute, 'requests', requests) || more
from lines order by minute, subject`;

/**
 * Refused requests that are not worth a row of the audit log each: counted in memory, added up in the database every
 * few seconds, and one row for each minute and address. A flood cannot fill a table that nobody can empty.
 */
@Injectable()
export class RefusalCounts implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RefusalCounts.name);
  private counts = new Map<string, number>();
  private timer: NodeJS.Timeout | null = null;
  private working: Promise<void> = Promise.resolve();
  private quiet = false;

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.working = this.flush();
    }, FLUSH_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.working;
    await this.flush();
  }

  /** @param subject whose requests, by the key of their rate limit */
  add(subject: string, code: string): void {
    const key = `${code} ${subject}`;
    const known = this.counts.has(key) || this.counts.size < MAX_COUNTS;
    const counted = known ? key : `${code} ${OTHER_ADDRESSES}`;
    this.counts.set(counted, (this.counts.get(counted) ?? 0) + 1);
  }

  /** Counts one in the database at once: for refusals that must cost what the writing of an audit row costs. */
  async addNow(subject: string, code: string): Promise<void> {
    this.quiet = false;
    await store(this.database, [[`${code} ${subject}`, 1]]);
  }

  /** Adds what was counted to the minute that runs, and writes the rows of those that are over. */
  async flush(): Promise<void> {
    const counted = [...this.counts];
    if (counted.length === 0 && this.quiet) return;
    this.counts = new Map();
    try {
      this.quiet = await this.database.transaction(async (tx) => {
        if (counted.length > 0) await store(tx, counted);
        return (await close(tx)) === 0;
      });
    } catch (error) {
      this.logger.warn(`Refusals not counted: ${(error as Error).message}`);
    }
  }
}

async function store(tx: Executor, counted: readonly [string, number][]): Promise<void> {
  const parts = counted.map(([key]) => key.split(' ', 2) as [string, string]);
  await tx.query({
    name: 'refusals_flush',
    text: FLUSH,
    values: [parts.map(([, subject]) => subject), parts.map(([code]) => code), counted.map(([, n]) => n)],
  });
}

/** @returns how many counts wait for their minute to end */
async function close(tx: Executor): Promise<number> {
  await tx.query({ name: 'refusals_close', text: CLOSE });
  const [row] = await tx.query<{ open: number }>({
    name: 'refusals_open',
    text: 'select count(*) as open from refusal_counts',
  });
  return row?.open ?? 0;
}
