import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { stampInstall } from './freshness.mjs';

const TICK_MS = 1_000;
const LINES_ON_FAILURE = 25;

/**
 * Installs exactly what package-lock.json says, showing one line with the time gone by. npm's own output is kept back
 * and shown only when it fails.
 *
 * @param {string} workspace its folder
 * @throws {Error} with npm's last lines when the install fails
 */
export async function installPackages(workspace) {
  const progress = startProgress('Installing the locked packages');
  const { code, output } = await npm(workspace, ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  progress.end(code === 0);
  if (code === 0) {
    stampInstall(workspace);
    return;
  }
  const tail = output.trim().split('\n').slice(-LINES_ON_FAILURE).join('\n');
  throw new Error(`${tail}\n${reasonOf(output)}`);
}

function reasonOf(output) {
  if (/ENOSPC/.test(output)) return 'The disk is full: free about 2 GB and run the command again.';
  if (/ENOTFOUND|ETIMEDOUT|ECONNREFUSED|EAI_AGAIN|network/i.test(output)) {
    return 'The packages could not be fetched: check the connection to the npm registry (npm ping) and run the command again.';
  }
  return 'npm could not install the packages (its last lines are above): run the command again, or npm ci to see everything.';
}

/** npm passes its own path to the scripts that it runs; without it, the npm on PATH is used. */
function npm(workspace, args) {
  const own = process.env.npm_execpath;
  const [file, before] = own && basename(own) === 'npm-cli.js' ? [process.execPath, [own]] : ['npm', []];
  return new Promise((resolve) => {
    const child = spawn(file, [...before, ...args], {
      cwd: workspace,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: file === 'npm' && process.platform === 'win32',
    });
    let output = '';
    const keep = (chunk) => (output = (output + chunk).slice(-100_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const stop = (signal) => {
      child.kill(signal);
      child.once('close', () => process.exit(130));
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    const finish = (code) => {
      process.removeListener('SIGINT', stop).removeListener('SIGTERM', stop);
      resolve({ code, output });
    };
    child.once('error', (error) => {
      output += `${error.message}\n`;
      finish(1);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}

function startProgress(label) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const live = process.stdout.isTTY;
  const draw = () => process.stdout.write(`\r  ${label} … ${seconds()} s`);
  if (live) draw();
  else process.stdout.write(`  ${label} …\n`);
  const timer = live ? setInterval(draw, TICK_MS) : undefined;
  return {
    end(good) {
      clearInterval(timer);
      process.stdout.write(`${live ? '\r\u001b[K' : ''}${good ? '✓' : '✗'} ${label} ${seconds()} s\n`);
    },
  };
}
