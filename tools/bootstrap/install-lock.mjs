import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT_MS = 1_000;
const LOOK_AGAIN_MS = 250;
/** A holder that has not stirred while we watched it this long is gone, whatever its process id says today. */
const SILENCE_MS = 15_000;

/**
 * Runs one install at a time in this checkout. A second caller waits; the lock of a process that died is taken over.
 *
 * @template T
 * @param {string} workspace its folder
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withInstallLock(workspace, work) {
  mkdirSync(join(workspace, '.bureau'), { recursive: true });
  const lock = join(workspace, '.bureau', 'install.lock');
  await take(lock);
  const heartbeat = setInterval(() => touch(lock), HEARTBEAT_MS);
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.removeListener('exit', release);
    release();
  }
}

async function take(lock) {
  let seen = '';
  let since = Date.now();
  let told = false;
  while (!create(lock)) {
    const state = describe(lock);
    if (state.mark !== seen) {
      seen = state.mark;
      since = Date.now();
    }
    if (!state.alive || Date.now() - since > SILENCE_MS) {
      breakLock(lock, state.owner);
      continue;
    }
    if (!told)
      process.stderr.write(
        `Another command (process ${state.owner}) is installing the packages; waiting for it.\n`,
      );
    told = true;
    await sleep(LOOK_AGAIN_MS);
  }
}

function create(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** What the lock looks like now; a lock released in this very moment counts as alive and is tried again. */
function describe(lock) {
  try {
    const owner = readFileSync(lock, 'utf8');
    return {
      owner,
      mark: `${owner} ${statSync(lock).mtimeMs}`,
      alive: owner === '' || isRunning(Number(owner)),
    };
  } catch {
    return { owner: '', mark: '', alive: true };
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Moves the dead lock aside, and puts it back if somebody else had taken it over in between. */
function breakLock(lock, owner) {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
    if (readFileSync(aside, 'utf8') !== owner) writeFileSync(lock, readFileSync(aside), { flag: 'wx' });
  } catch {
    // Somebody else was faster: the next look tells.
  }
  rmSync(aside, { force: true });
}

function touch(lock) {
  try {
    utimesSync(lock, new Date(), new Date());
  } catch {
    // Deleted by hand: the install goes on, it only lost its guard.
  }
}
