import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Fetches Debian packages with what they need and is missing here, and unpacks them into a folder: no root, nothing
 * installed, no service started. apt checks the signatures.
 *
 * @param packages fetched even where they are installed
 * @param target the folder, made whole or not at all; an existing one is taken as it is
 * @throws when apt is missing or cannot fetch
 */
export async function unpackDebianPackages(packages: readonly string[], target: string): Promise<void> {
  if (existsSync(target)) return;
  const draft = `${target}.${process.pid}`;
  const downloads = join(draft, 'downloads');
  mkdirSync(downloads, { recursive: true });
  try {
    await download(packages, draft, downloads);
    const root = join(draft, 'root');
    for (const file of readdirSync(downloads)) {
      await run('dpkg-deb', ['-x', join(downloads, file), root]);
    }
    renameSync(root, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** The folder of shared libraries in an unpacked root, as LD_LIBRARY_PATH wants it. */
export async function libraryFolder(root: string): Promise<string> {
  const { stdout } = await run('dpkg-architecture', ['-qDEB_HOST_MULTIARCH']).catch(() => ({ stdout: '' }));
  const triplet =
    stdout.trim() || readdirSync(join(root, 'usr', 'lib')).find((name) => name.includes('-linux-'));
  return join(root, 'usr', 'lib', triplet ?? '');
}

/** The system's package lists may be missing or out of date: then lists of our own are fetched. */
async function download(packages: readonly string[], draft: string, downloads: string): Promise<void> {
  try {
    await downloadWith([], packages, downloads);
  } catch {
    const lists = join(draft, 'lists');
    const cache = join(draft, 'cache');
    mkdirSync(join(lists, 'partial'), { recursive: true });
    mkdirSync(join(cache, 'archives', 'partial'), { recursive: true });
    const own = [
      `Dir::State::lists=${lists}`,
      `Dir::Cache=${cache}`,
      'Debug::NoLocking=1',
      'APT::Sandbox::User=',
    ];
    await run('apt-get', [...options(own), '-q', 'update']);
    await downloadWith(own, packages, downloads);
  }
}

async function downloadWith(
  settings: string[],
  packages: readonly string[],
  downloads: string,
): Promise<void> {
  const common = options([...settings, 'Debug::NoLocking=1', 'APT::Sandbox::User=']);
  const plan = await run('apt-get', [...common, '-s', '--no-install-recommends', 'install', ...packages]);
  const missing = [...plan.stdout.matchAll(/^Inst (\S+) (?:\[[^\]]*\] )?\((\S+)/gm)].map(
    ([, name, version]) => `${name}=${version}`,
  );
  const planned = new Set(missing.map((entry) => entry.split('=')[0]));
  const installed = packages.filter((name) => !planned.has(name));
  await run('apt-get', [...common, '-q', 'download', ...missing, ...installed], { cwd: downloads });
}

function options(settings: readonly string[]): string[] {
  return settings.flatMap((setting) => ['-o', setting]);
}
