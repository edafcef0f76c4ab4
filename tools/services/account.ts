import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MACHINE_DIR, ROOT } from '../workspace/paths.ts';
import { Refusal } from '../workspace/refusal.ts';

/** Where the data of a root-owned checkout goes when the server account may not enter that checkout. */
const ROOT_HOME = '/var/lib/bureau';

/** PostgreSQL refuses to run as root. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/** The account that the servers run as: `nobody` when we are root, else our own (undefined). */
export function serverAccount(): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    throw new Refusal(
      'PostgreSQL refuses to run as root and this system has no account “nobody”: run the command as another user.',
    );
  }
}

/** Says whether the server account may use `path` as `test` understands `flag` (`-x` enter or run, `-r` read). */
export function accountMay(account: ServerAccount | undefined, flag: '-x' | '-r', path: string): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', `test ${flag} "$0"`, path], { ...account, cwd: '/' });
  return status === 0;
}

/**
 * The folder for data and caches: `.bureau` in the checkout or, when root's checkout is closed to the server account
 * (a home of mode 0700), one of its own below /var/lib/bureau.
 */
export function serviceHome(account: ServerAccount | undefined): string {
  mkdirSync(MACHINE_DIR, { recursive: true });
  if (account === undefined || accountMay(account, '-x', MACHINE_DIR)) return MACHINE_DIR;
  const home = join(ROOT_HOME, createHash('sha256').update(ROOT).digest('hex').slice(0, 12));
  mkdirSync(home, { recursive: true });
  return home;
}

/** Makes a folder that only the server account may enter. */
export function makePrivateFolder(path: string, account: ServerAccount | undefined): void {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o700);
  if (account) chownSync(path, account.uid, account.gid);
}
