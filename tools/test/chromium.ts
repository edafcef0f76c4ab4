import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { Refusal } from '../workspace/refusal.ts';

const run = promisify(execFile);

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Finds the browser for the journeys; root on a system with apt gets it installed.
 *
 * @returns the path of its program
 * @throws {Refusal} saying what to install
 */
export async function findChromium(chosen = process.env.CHROMIUM_PATH): Promise<string> {
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Refusal(`CHROMIUM_PATH names ${chosen}, which does not exist.`);
  }
  const found = USUAL_PLACES.find((place) => existsSync(place));
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) await installWithApt();
  const installed = USUAL_PLACES.find((place) => existsSync(place));
  if (installed) return installed;
  throw new Refusal(
    'The browser journeys need Chromium: “sudo apt-get install chromium” (Debian, Ubuntu), “sudo dnf install chromium” (Fedora), or name one in CHROMIUM_PATH.',
  );
}

async function installWithApt(): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-q', '-y', '--no-install-recommends', 'chromium'];
  // The package lists may be missing or out of date; where apt cannot help, the caller says what to do.
  await run('apt-get', install, { env, maxBuffer: 64 * 1024 * 1024 }).catch(async () => {
    await run('apt-get', ['-q', 'update'], { env }).catch(() => undefined);
    await run('apt-get', install, { env, maxBuffer: 64 * 1024 * 1024 }).catch(() => undefined);
  });
}
