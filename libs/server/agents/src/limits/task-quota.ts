import { commonError, CONFIG, type Config, Database } from '@bureau/platform';
import { Inject, Injectable } from '@nestjs/common';

/** How long a count is believed; between two counts what this process accepts is added to it. */
const FRESH_MS = 1_000;
const RETRY_AFTER_SECONDS = 30;
const MAX_KNOWN = 10_000;

const OPEN = `
select count(*)::int as n from (
  select 1 from agent_tasks where requested_by = $1::int and status in ('queued', 'running', 'waiting_approval', 'waiting_input') limit $2::int
) t`;
const QUEUED = `select count(*)::int as n from (select 1 from agent_tasks where status = 'queued' limit $1::int) t`;

interface Count {
  n: number;
  /** By a monotonic clock, in milliseconds. */
  countedAt: number;
}

/**
 * Back-pressure: nobody may have too many tasks open, and not too many may wait in all. Counted at most once a second
 * and process, so that accepting a task stays one statement; a little more than the quota may slip through.
 */
@Injectable()
export class TaskQuota {
  private readonly open = new Map<number, Count>();
  private queued: Count = { n: 0, countedAt: -Infinity };

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Notes one more task. @throws 429 where the person has too many open, 503 where too many wait in all */
  async admit(userId: number): Promise<void> {
    const { openTasks, queuedTasks } = this.config.quotas;
    const [open, queued] = [await this.openOf(userId, openTasks), await this.allQueued(queuedTasks)];
    if (open.n >= openTasks)
      throw commonError(
        'RATE_LIMITED',
        `You have ${openTasks} tasks that are not over. Wait until some are, or cancel some.`,
        { retry_after_seconds: RETRY_AFTER_SECONDS },
      );
    if (queued.n >= queuedTasks)
      throw commonError('UNAVAILABLE', 'More tasks wait than can be worked on soon. Try again later.', {
        retry_after_seconds: RETRY_AFTER_SECONDS,
      });
    open.n += 1;
    queued.n += 1;
  }

  private async openOf(userId: number, quota: number): Promise<Count> {
    const known = this.open.get(userId);
    if (known && isFresh(known)) return known;
    const [row] = await this.database.query<{ n: number }>({
      name: 'agent_tasks_open_of',
      text: OPEN,
      values: [userId, quota],
    });
    if (this.open.size >= MAX_KNOWN) this.open.clear();
    const count = { n: row?.n ?? 0, countedAt: performance.now() };
    this.open.set(userId, count);
    return count;
  }

  private async allQueued(quota: number): Promise<Count> {
    if (isFresh(this.queued)) return this.queued;
    const [row] = await this.database.query<{ n: number }>({
      name: 'agent_tasks_queued',
      text: QUEUED,
      values: [quota],
    });
    return (this.queued = { n: row?.n ?? 0, countedAt: performance.now() });
  }
}

function isFresh({ countedAt }: Count): boolean {
  return performance.now() - countedAt < FRESH_MS;
}
