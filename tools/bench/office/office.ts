import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildServer } from '../../build/server-bundle.ts';
import { startWatchdog, type Watchdog } from '../../services/watchdog-client.ts';
import { answers, startApplication } from '../../start/application.ts';
import { DIST } from '../../workspace/paths.ts';
import { freePorts } from '../../workspace/ports.ts';
import type { StepList } from '../../workspace/step-list.ts';
import type { Target } from '../load/target.ts';
import { freshDatabase, withClient } from './databases.ts';
import { signedInPeople, type Person } from './people.ts';
import type { SeedSize } from './seed-sql.ts';
import { startBenchServices } from './services.ts';

/** Builds of the benchmark's own: measuring must not wait for, nor disturb, whoever builds meanwhile. */
const BUILDS = join(DIST, 'bench', 'apps');
/** Connections to PostgreSQL, of the product and of what it is measured against. */
export const POOL_SIZE = 16;

/** What a benchmark runs on. */
export interface Office {
  readonly size: SeedSize;
  readonly databaseUrl: string;
  readonly people: readonly Person[];
  readonly jwtSecret: string;
  /**
   * Starts a process of the product from its production build.
   *
   * @param launch what it is started with beside its own settings
   */
  startApi(launch?: Launch): Promise<RunningTarget>;
  startWorker(): Promise<RunningTarget>;
  /** Starts a server of the benchmark's own. */
  startScript(name: string, script: string, env: NodeJS.ProcessEnv): Promise<RunningTarget>;
  close(): Promise<void>;
}

export interface Launch {
  /** For Node, such as `--import <module>`. */
  readonly flags: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

export interface RunningTarget extends Target {
  stop(): Promise<void>;
}

export interface OfficeOptions {
  readonly size: SeedSize;
  /** For tests of the harness: services that keep nothing. */
  readonly ephemeral?: boolean;
  readonly steps: StepList;
}

/** Brings up services, a filled database and the product's builds; everything is stopped if it fails half-way. */
export async function openOffice({ size, ephemeral = false, steps }: OfficeOptions): Promise<Office> {
  const watchdog = startWatchdog();
  const undo: (() => Promise<void>)[] = [() => watchdog.close()];
  const close = async () => {
    for (const stop of undo.toReversed()) await stop();
  };
  try {
    const services = await steps.run('Services and builds', async () => {
      mkdirSync(BUILDS, { recursive: true });
      for (const app of ['api', 'worker'] as const) await buildServer(app, BUILDS);
      return startBenchServices(watchdog, ephemeral);
    });
    undo.push(() => services.stop());
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      NODE_ENV: 'production',
      JWT_SECRET: randomBytes(48).toString('base64url'),
      ADMIN_PASSWORD: randomBytes(18).toString('base64url'),
      DATABASE_POOL_SIZE: String(POOL_SIZE),
      REDIS_URL: services.redis_url,
      QUEUE_PREFIX: 'bench',
      AUDIT_CHECKPOINTS: join(DIST, 'bench', 'audit-checkpoints.jsonl'),
    };
    const database = await steps.run(
      `Database of ${size.records.toLocaleString('en')} records`,
      () => freshDatabase({ serverUrl: services.database_url, size, env, builds: BUILDS }),
      ({ filled }) => ({ label: `Database${filled ? ', filled' : ''}`, good: true }),
    );
    env.DATABASE_URL = database.url;
    return {
      size,
      databaseUrl: database.url,
      jwtSecret: env.JWT_SECRET as string,
      people: signedInPeople(env.JWT_SECRET as string, await firstPerson(database.url)),
      startApi: ({ flags, env: more } = { flags: [] }) =>
        start(watchdog, 'bench-api', [...flags, join(BUILDS, 'api', 'main.mjs')], { ...env, ...more }),
      startWorker: () =>
        start(watchdog, 'bench-worker', [join(BUILDS, 'worker', 'main.mjs')], env, 'WORKER_PORT'),
      startScript: (name, script, more) => start(watchdog, name, [script], { ...env, ...more }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  watchdog: Watchdog,
  name: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  portVariable = 'PORT',
): Promise<RunningTarget> {
  const port = (await freePorts().next()).value as number;
  const url = `http://127.0.0.1:${port}`;
  const server = await startApplication(
    {
      name,
      args,
      env: { ...env, [portVariable]: String(port) },
      port,
      isReady: () => answers(`${url}/health/ready`),
    },
    (identity) => watchdog.guard('application', identity),
  );
  return {
    name,
    url,
    pid: server.identity.pid,
    stop: async () => {
      await server.stop();
      watchdog.release(server.identity);
    },
  };
}

async function firstPerson(url: string): Promise<number> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ id: number }>(`select min(id) as id from users where email like 'bench-%'`),
  );
  return rows[0]?.id ?? 0;
}
