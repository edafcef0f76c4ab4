import { type Readiness } from '@bureau/contracts';
import { MIGRATIONS } from '@bureau/database';
import { Inject, Injectable } from '@nestjs/common';
import { type Redis } from 'ioredis';
import { Database } from '../database/database';
import { REDIS } from '../redis/redis.module';

/** A dependency that takes longer is as good as away. */
const CHECK_TIMEOUT_MS = 2_000;

const PARTITIONS = {
  name: 'ready_audit_partitions',
  text: `select exists (select from audit_logs_default) as strays,
    to_regclass('audit_logs_' || to_char((now() at time zone 'UTC') + interval '1 month', 'YYYY_MM')) is null as missing`,
};

type Check = Readiness['checks'][string];

/** Whether this process can do its work: each thing that it depends on, by name. */
@Injectable()
export class ReadinessService {
  private draining = false;

  constructor(
    private readonly database: Database,
    @Inject(REDIS) private readonly redis: Redis,
  ) {}

  /** From now on the process takes no new work. */
  drain(): void {
    this.draining = true;
  }

  async read(): Promise<Readiness> {
    const [postgres, redis, migrations, audit] = await Promise.all([
      check('PostgreSQL does not answer.', () =>
        this.database.query({ name: 'ready', text: 'select 1 as ready' }),
      ),
      check('Redis does not answer.', () => this.redis.ping()),
      check('The schema is older than this program: run the migrations.', () => this.requireMigrations()),
      this.lookAtPartitions(),
    ]);
    const process: Check = this.draining
      ? { status: 'unavailable', detail: 'Shutting down.' }
      : { status: 'ok' };
    const checks = { postgres, redis, migrations, audit, process };
    const ok = Object.values(checks).every(({ status }) => status === 'ok');
    return { status: ok ? 'ok' : 'unavailable', checks };
  }

  /** Rows outside of their month's partition stop nobody's work, but somebody should know. */
  private async lookAtPartitions(): Promise<Check> {
    try {
      const [row] = await this.database.query<{ strays: boolean; missing: boolean }>(PARTITIONS);
      const detail = row?.strays
        ? 'Rows of the audit log stand in its default partition.'
        : row?.missing
          ? 'The audit log has no partition for the next month.'
          : undefined;
      return { status: 'ok', ...(detail !== undefined && { detail }) };
    } catch {
      return { status: 'ok' }; // the database itself has a check of its own
    }
  }

  private async requireMigrations(): Promise<void> {
    const rows = await this.database.query<{ name: string }>({
      name: 'ready_migrations',
      text: 'select name from migrations',
    });
    const applied = new Set(rows.map(({ name }) => name));
    if (MIGRATIONS.some((migration) => !applied.has(migration.name)))
      throw new Error('Migrations are missing');
  }
}

async function check(detail: string, work: () => Promise<unknown>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('No answer in time')), CHECK_TIMEOUT_MS);
  });
  try {
    await Promise.race([work(), timeout]);
    return { status: 'ok' };
  } catch {
    return { status: 'unavailable', detail };
  } finally {
    clearTimeout(timer);
  }
}
