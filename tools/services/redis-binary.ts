import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Refusal } from '../workspace/refusal.ts';
import { accountMay, type ServerAccount } from './account.ts';
import { libraryFolder, unpackDebianPackages } from './debian-packages.ts';

const run = promisify(execFile);
const OLDEST = [6, 2] as const;

/** One Redis or Valkey to run. */
export interface RedisBinary {
  readonly version: string;
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Where a Redis server was looked for, and what came of it. */
interface Attempt {
  readonly place: string;
  readonly outcome: string;
}

/** What the search depends on, given by the caller so that tests can give their own. */
export interface RedisSearch {
  /** Names a binary outright, as REDIS_SERVER_BIN. */
  readonly chosen?: string | undefined;
  /** The search path, as PATH. */
  readonly path: string;
  /** Where a downloaded one is kept. */
  readonly cache: string;
  /** May be downloaded with apt. */
  readonly apt: boolean;
  readonly account: ServerAccount | undefined;
}

/**
 * Finds the Redis to run: the chosen one, one on PATH, one downloaded earlier, and at last Debian's package, which is
 * downloaded and unpacked without being installed.
 *
 * @throws {Refusal} with what was tried and one command for each system
 */
export async function findRedis(search: RedisSearch): Promise<RedisBinary> {
  const attempts: Attempt[] = [];
  if (search.chosen) {
    const found = await examine(search.chosen, {}, search.account, attempts);
    if (found) return found;
    throw new Refusal(`REDIS_SERVER_BIN does not serve: ${attempts[0]?.place} ${attempts[0]?.outcome}.`);
  }
  for (const file of onPath(search.path)) {
    const found = await examine(file, {}, search.account, attempts);
    if (found) return found;
  }
  if (attempts.length === 0)
    attempts.push({ place: 'valkey-server and redis-server', outcome: 'are not on PATH' });
  const downloaded = await fromDebian(search, attempts);
  if (downloaded) return downloaded;
  throw new Refusal(refusal(attempts));
}

async function fromDebian(search: RedisSearch, attempts: Attempt[]): Promise<RedisBinary | undefined> {
  const root = join(search.cache, 'debian-redis');
  if (!existsSync(root)) {
    if (!search.apt) {
      attempts.push({ place: 'apt', outcome: 'is not on this system' });
      return undefined;
    }
    try {
      await unpackDebianPackages(['redis-server', 'redis-tools'], root);
    } catch (error) {
      attempts.push({ place: "Debian's package", outcome: `could not be fetched (${lastLine(error)})` });
      return undefined;
    }
  }
  const env = { LD_LIBRARY_PATH: await libraryFolder(root) };
  return examine(join(root, 'usr', 'bin', 'redis-server'), env, search.account, attempts);
}

async function examine(
  file: string,
  env: NodeJS.ProcessEnv,
  account: ServerAccount | undefined,
  attempts: Attempt[],
): Promise<RedisBinary | undefined> {
  const fail = (outcome: string) => void attempts.push({ place: file, outcome });
  if (!existsSync(file)) return fail('does not exist');
  if (!accountMay(account, '-x', file)) return fail('may not be run by the account that the servers run as');
  const words = await run(file, ['--version'], { env: { ...process.env, ...env } }).catch(() => undefined);
  const version = /\bv=(\d+)\.(\d+)[\d.]*/.exec(words?.stdout ?? '');
  if (!version) return fail('does not say its version');
  const [major, minor] = [Number(version[1]), Number(version[2])];
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    return fail(`is ${major}.${minor}, older than ${OLDEST.join('.')}`);
  }
  return { version: version[0].slice(2), file, env };
}

function onPath(path: string): string[] {
  const folders = path.split(delimiter).filter(Boolean);
  return ['valkey-server', 'redis-server'].flatMap((name) =>
    folders.map((folder) => join(folder, name)).filter((file) => existsSync(file)),
  );
}

function refusal(attempts: readonly Attempt[]): string {
  const tried = attempts.map(({ place, outcome }) => `${place} ${outcome}`).join('; ');
  return (
    `No Redis was found (${tried}): install one with “sudo apt-get install redis-server” (Debian, Ubuntu), ` +
    `“sudo dnf install valkey” (Fedora) or “brew install redis” (macOS), or name a running one in REDIS_URL.`
  );
}

function lastLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr || message).trim().split('\n').at(-1) ?? '';
}
