import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { BIN, LOG_DIR, ROOT } from '../workspace/paths.ts';
import { Refusal } from '../workspace/refusal.ts';
import type { Watch } from './server-watch.ts';

const LOOK_AGAIN_MS = 200;
/**
 * Builds the portal with Angular's own watch mode. The portal's server reads the files anew for each request, so a
 * reload of the page shows what was built.
 *
 * @param parent the folder of all builds
 * @param report is told of builds that fail
 */
export function watchPortal(parent: string, report: (sentence: string) => void): Watch {
  const folder = join(parent, 'portal');
  const log = join(LOG_DIR, 'portal-build.log');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log);
  const child = spawn(
    join(BIN, 'nx'),
    ['run', 'portal:build:development', `--outputPath=${folder}`, '--watch', '--progress=false'],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NX_DAEMON: 'false',
        NX_TUI: 'false',
        NX_ISOLATE_PLUGINS: 'false',
        FORCE_COLOR: '0',
      },
    },
  );
  const take = (chunk: Buffer) => {
    const text = stripVTControlCharacters(chunk.toString());
    file.write(text);
    if (text.includes('[ERROR]')) report(`The portal does not build:\n${text.trim()}`);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    first: untilBuilt(folder, () => child.exitCode !== null, log),
    onRebuilt: () => undefined,
    close: () => {
      child.kill();
      return exited;
    },
  };
}

async function untilBuilt(folder: string, ended: () => boolean, log: string): Promise<void> {
  while (!existsSync(join(folder, 'browser', 'index.html'))) {
    if (ended()) throw new Refusal(`The build of the portal ended: its log is ${log}.`);
    await sleep(LOOK_AGAIN_MS);
  }
}
