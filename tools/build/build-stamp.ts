import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../workspace/paths.ts';

/** What `/health/live` says of the running code. */
export interface BuildStamp {
  readonly version: string;
  /** The commit, with `-dirty` behind it when files differed from it. */
  readonly build: string;
}

/**
 * Names what is being built. Without a repository (an image, an archive) BUREAU_BUILD says the commit.
 */
export function buildStamp(): BuildStamp {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return { version, build: process.env.BUREAU_BUILD || commit() };
}

function commit(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty', '--exclude=*', '--abbrev=12'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}
