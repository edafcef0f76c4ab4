import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isRunning, type ProcessIdentity } from '../workspace/processes.ts';

const LOOK_AGAIN_MS = 50;

/** How to reach the services that run on a folder. */
export interface ServiceAddresses {
  readonly database_url: string;
  readonly redis_url: string;
}

interface Owner extends Partial<ServiceAddresses> {
  readonly identity: ProcessIdentity;
}

/**
 * Claims a data folder for this process, or finds out who has it.
 *
 * @returns undefined when it is ours now, else the addresses of the services that its owner runs
 */
export async function claimFolder(folder: string): Promise<ServiceAddresses | undefined> {
  const note = join(folder, 'owner.json');
  for (;;) {
    if (create(note)) return undefined;
    const owner = read(note);
    if (owner && isRunning(owner.identity)) {
      const { database_url, redis_url } = owner;
      if (database_url && redis_url) return { database_url, redis_url };
      await sleep(LOOK_AGAIN_MS);
    } else {
      takeAway(note, owner);
    }
  }
}

/** Tells later starts on this folder where the services answer. */
export function publishAddresses(folder: string, addresses: ServiceAddresses): void {
  const draft = join(folder, 'owner.json.new');
  writeFileSync(draft, JSON.stringify({ identity: identify(process.pid), ...addresses }), { mode: 0o600 });
  renameSync(draft, join(folder, 'owner.json'));
}

/** Gives the folder up. */
export function releaseFolder(folder: string): void {
  rmSync(join(folder, 'owner.json'), { force: true });
}

function create(note: string): boolean {
  try {
    writeFileSync(note, JSON.stringify({ identity: identify(process.pid) }), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(note: string): Owner | undefined {
  try {
    return existsSync(note) ? (JSON.parse(readFileSync(note, 'utf8')) as Owner) : undefined;
  } catch {
    return undefined;
  }
}

/** Moves a dead owner's note aside; should another process have replaced it in between, theirs is put back. */
function takeAway(note: string, dead: Owner | undefined): void {
  const aside = `${note}.${process.pid}`;
  try {
    renameSync(note, aside);
  } catch {
    return;
  }
  const taken = read(aside);
  if (taken && taken.identity.pid !== dead?.identity.pid && isRunning(taken.identity))
    renameSync(aside, note);
  else rmSync(aside, { force: true });
}
