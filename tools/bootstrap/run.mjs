import { dirname } from 'node:path';
import { isFresh } from './freshness.mjs';
import { withInstallLock } from './install-lock.mjs';
import { installPackages } from './install.mjs';
import { launch } from './launch.mjs';

export const WORKSPACE = dirname(dirname(import.meta.dirname));
export const COMMANDS = ['start', 'dev', 'demo', 'reset', 'test', 'build', 'audit', 'bench', 'sbom'];

/**
 * Makes sure that the locked packages are installed, then runs one command under the pinned Node.
 * Sets the exit code of this process to that of the command.
 *
 * @param {string[]} argv the command's name, then its own arguments
 */
export async function run([command, ...args]) {
  try {
    checkCommand(command);
    if (!isFresh(WORKSPACE)) await withInstallLock(WORKSPACE, () => installIfStale());
    process.exitCode = await launch(WORKSPACE, command, args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/**
 * @param {string | undefined} command
 * @throws {Error} with one sentence when the workspace has no such command
 */
export function checkCommand(command) {
  if (command === undefined || !COMMANDS.includes(command)) {
    throw new Error(
      `${command ? `There is no command “${command}”` : 'Name a command'}: use one of ${COMMANDS.join(', ')}.`,
    );
  }
}

/** Whoever waited for the lock looks again: the one before may have installed everything. */
async function installIfStale() {
  if (!isFresh(WORKSPACE)) await installPackages(WORKSPACE);
}
