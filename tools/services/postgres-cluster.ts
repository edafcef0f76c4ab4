import { spawn } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FULL_DISK, Refusal } from '../workspace/refusal.ts';
import type { ServerAccount } from './account.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';

export const SUPERUSER = 'app';

/**
 * Makes the data folder of a PostgreSQL unless it is there. It is built beside its place and renamed into it, so that
 * one that exists is whole.
 *
 * @param folder private to the server account; the cluster lies in its `postgres`
 * @throws {Refusal} when the folder was made by another major version
 */
export async function ensureCluster(
  folder: string,
  binaries: PostgresBinaries,
  password: string,
  account: ServerAccount | undefined,
): Promise<string> {
  const data = join(folder, 'postgres');
  if (existsSync(data)) {
    checkVersion(data, binaries);
    return data;
  }
  const draft = `${data}.init`;
  const passwordFile = join(folder, 'password.init');
  rmSync(draft, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  try {
    await initdb(folder, draft, passwordFile, binaries, account);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, data);
  return data;
}

function checkVersion(data: string, binaries: PostgresBinaries): void {
  const made = Number(readFileSync(join(data, 'PG_VERSION'), 'utf8'));
  if (made === binaries.major) return;
  throw new Refusal(
    `The data in ${data} was made by PostgreSQL ${made} and this is ${binaries.major}: npm run reset empties it, or point DATABASE_URL at a PostgreSQL ${made}.`,
  );
}

function initdb(
  folder: string,
  draft: string,
  passwordFile: string,
  binaries: PostgresBinaries,
  account: ServerAccount | undefined,
): Promise<void> {
  const args = [
    '-D',
    draft,
    '-U',
    SUPERUSER,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
  ];
  const child = spawn(join(binaries.bin, 'initdb'), [...args, ...locale(binaries.major), '--no-sync'], {
    cwd: folder,
    env: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C.UTF-8', ...binaries.env },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...account,
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(
        new Refusal(
          `PostgreSQL ${binaries.version} does not run on this system (${error.message}): name one of your own in DATABASE_URL.`,
        ),
      ),
    );
    child.once('close', (code) => {
      if (code === 0) resolve();
      else if (/No space left/.test(output)) reject(new Refusal(FULL_DISK));
      else
        reject(new Refusal(`PostgreSQL could not make its data folder: ${output.trim().split('\n').at(-1)}`));
    });
  });
}

/** Plain C folds no letter beyond ASCII: É and Я would not be found by é and я. */
function locale(major: number): string[] {
  const system = '--locale=C.UTF-8';
  return major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', system] : [system];
}
