import { type Readiness } from '@bureau/contracts';
import { MIGRATIONS } from '@bureau/database';
import { Inject, Injectable } from '@nestjs/common';
import { type Redis } from 'ioredis';
import { Database } from '../database/database';
import { REDIS } from '../redis/redis.module';

/** A dependency that takes longer is as good as away. */
const CHECK_TIMEOUT_MS = 2_000;

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
    const [postgres, redis, migrations] = await Promise.all([
      check('PostgreSQL does not answer.', () =>
        this.database.query({ name: 'ready', text: 'select 1 as ready' }),
      ),
      check('Redis does not answer.', () => this.redis.ping()),
      check('The schema is older than this program: run the migrations.', () => this.requireMigrations()),
    ]);
    const process: Check = this.draining
      ? { status: 'unavailable', detail: 'Shutting down.' }
      : { status: 'ok' };
    const checks = { postgres, redis, migrations, process };
    const ok = Object.values(checks).every(({ status }) => status === 'ok');
    return { status: ok ? 'ok' : 'unavailable', checks };
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
