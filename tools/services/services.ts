import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Refusal } from '../workspace/refusal.ts';
import { accountMay, makePrivateFolder, serverAccount, serviceHome, type ServerAccount } from './account.ts';
import { keepRunning, type KeptServer } from './kept-server.ts';
import { claimFolder, publishAddresses, releaseFolder, type ServiceAddresses } from './owner.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { SUPERUSER } from './postgres-cluster.ts';
import { startPostgres } from './postgres.ts';
import { findRedis } from './redis-binary.ts';
import { startRedis } from './redis.ts';
import type { Watchdog } from './watchdog-client.ts';

/** Preferred ports of the lasting services, beside the usual ones so that a PostgreSQL of the system may run too. */
const POSTGRES_PORT = 15_432;
const REDIS_PORT = 16_379;

export interface ServicesOptions {
  /** The folder of the data; with `ephemeral`, the folder in which a temporary one is made (default: the system's). */
  readonly dir?: string | undefined;
  /** Random ports, nothing durable, and the folder is deleted in the end. */
  readonly ephemeral: boolean;
  /** Debian's PostgreSQL of this major version instead of the one in node_modules. */
  readonly pg?: number | undefined;
  /** Services that are given are used, not started. */
  readonly given?: Partial<ServiceAddresses>;
  readonly watchdog: Watchdog;
  /** Is told of each service as it is ready. */
  readonly onReady?: (service: string) => void;
  /** Is told of crashes and restarts, in sentences. */
  readonly report: (sentence: string) => void;
}

export interface Services extends ServiceAddresses {
  /** True when they belong to another process, which runs them on the same folder. */
  readonly attached: boolean;
  stop(): Promise<void>;
}

interface Place {
  readonly folder: string;
  readonly home: string;
  readonly password: string;
  readonly account: ServerAccount | undefined;
}

/**
 * Brings up PostgreSQL and Redis, both at once, or attaches to those that another process runs on the same folder.
 *
 * @throws {Refusal} with one sentence when either cannot be had
 */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const account = serverAccount();
  const home = serviceHome(account);
  const folder = makeFolder(options, account);
  if (options.ephemeral) options.watchdog.guardFolder(folder);
  const running = await claimFolder(folder);
  if (running) return { ...running, attached: true, stop: () => Promise.resolve() };
  const place: Place = { folder, home, account, password: password(folder) };
  const [postgres, redis] = await bothOrNeither(
    options.given?.database_url ? undefined : keepPostgres(options, place),
    options.given?.redis_url ? undefined : keepRedis(options, place),
  );
  const addresses: ServiceAddresses = {
    database_url:
      options.given?.database_url ??
      `postgresql://${SUPERUSER}:${place.password}@127.0.0.1:${postgres?.port}/postgres`,
    redis_url: options.given?.redis_url ?? `redis://:${place.password}@127.0.0.1:${redis?.port}`,
  };
  publishAddresses(folder, addresses);
  return {
    ...addresses,
    attached: false,
    stop: async () => {
      await redis?.stop();
      await postgres?.stop();
      releaseFolder(folder);
      if (!options.ephemeral) return;
      rmSync(folder, { recursive: true, force: true });
      options.watchdog.releaseFolder(folder);
    },
  };
}

async function keepPostgres(options: ServicesOptions, place: Place): Promise<KeptServer> {
  const binaries = await postgresBinaries(place.home, place.account, options.pg);
  const name = `PostgreSQL ${binaries.version}`;
  const preferred = options.ephemeral ? undefined : POSTGRES_PORT;
  const server = await keepRunning({
    name,
    kind: 'postgres',
    watchdog: options.watchdog,
    report: options.report,
    start: (onSpawn, port = preferred) =>
      startPostgres({ ...place, binaries, ephemeral: options.ephemeral, port, onSpawn }),
  });
  options.onReady?.(name);
  return server;
}

async function keepRedis(options: ServicesOptions, place: Place): Promise<KeptServer> {
  const binary = await findRedis({
    chosen: process.env.REDIS_SERVER_BIN,
    path: process.env.PATH ?? '',
    cache: join(place.home, 'cache'),
    apt: existsSync('/usr/bin/apt-get'),
    account: place.account,
  });
  const name = `Redis ${binary.version}`;
  const preferred = options.ephemeral ? undefined : REDIS_PORT;
  const server = await keepRunning({
    name,
    kind: 'redis',
    watchdog: options.watchdog,
    report: options.report,
    start: (onSpawn, port = preferred) =>
      startRedis({ ...place, binary, ephemeral: options.ephemeral, port, onSpawn }),
  });
  options.onReady?.(name);
  return server;
}

/** When one of the two does not come up, the other is stopped again before the error goes on. */
async function bothOrNeither<A extends KeptServer, B extends KeptServer>(
  first: Promise<A> | undefined,
  second: Promise<B> | undefined,
): Promise<[A | undefined, B | undefined]> {
  const settled = await Promise.allSettled([first, second]);
  const failed = settled.find((result) => result.status === 'rejected');
  const [a, b] = settled.map((result) => (result.status === 'fulfilled' ? result.value : undefined));
  if (failed) {
    await Promise.all([a?.stop(), b?.stop()]);
    throw failed.reason;
  }
  return [a as A | undefined, b as B | undefined];
}

function makeFolder(options: ServicesOptions, account: ServerAccount | undefined): string {
  const parent = resolve(options.dir ?? tmpdir());
  if (options.ephemeral) mkdirSync(parent, { recursive: true });
  const folder = options.ephemeral ? mkdtempSync(join(parent, 'bureau-')) : parent;
  makePrivateFolder(folder, account);
  if (!accountMay(account, '-x', folder)) {
    throw new Refusal(
      `The account that PostgreSQL runs as may not enter ${folder}: choose a folder outside of closed ones.`,
    );
  }
  return folder;
}

/** Made once for a folder, since PostgreSQL keeps it. */
function password(folder: string): string {
  const path = join(folder, 'credentials.json');
  if (existsSync(path)) return (JSON.parse(readFileSync(path, 'utf8')) as { password: string }).password;
  const made = randomBytes(24).toString('hex');
  writeFileSync(path, JSON.stringify({ password: made }), { mode: 0o600, flush: true });
  return made;
}
