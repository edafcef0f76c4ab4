import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_LOOK_MS = 500;

/**
 * Runs tools/<command>/main.ts under the Node that the lock file pins, with the workspace's own tools first on PATH.
 * Signals are passed on. The channel between the two ends with this process, so that a command whose launcher was
 * killed can notice and stop.
 *
 * @param {string} workspace its folder
 * @param {string} command a folder of tools/
 * @param {string[]} args for the command
 * @returns {Promise<number>} its exit code, 128 + n when signal n ended it
 */
export function launch(workspace, command, args) {
  const child = spawn(pinnedNode(workspace), [join(workspace, 'tools', command, 'main.ts'), ...args], {
    cwd: workspace,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PATH: [join(workspace, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
    },
  });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  stopWithNpm(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

/**
 * npm runs a script by way of a shell and, told to stop, stops that shell alone. Then we have another parent.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
function stopWithNpm(child) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    child.kill('SIGTERM');
  }, PARENT_LOOK_MS);
  timer.unref();
}

/** The package `node` carries the binary of this machine's kind. */
function pinnedNode(workspace) {
  const folder = join(workspace, 'node_modules', 'node', 'bin');
  const binary = ['node', 'node.exe'].map((name) => join(folder, name)).find(existsSync);
  if (!binary) {
    throw new Error(
      `The pinned Node is missing in ${folder}: delete node_modules and run the command again.`,
    );
  }
  return binary;
}
