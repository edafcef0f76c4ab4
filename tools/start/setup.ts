import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../workspace/paths.ts';
import { FULL_DISK, Refusal } from '../workspace/refusal.ts';

/** What setting up the database came to. */
export interface SetupResult {
  readonly migrations: number;
  readonly records: number;
  readonly admin:
    { readonly email: string; readonly password?: string; readonly created: boolean } | undefined;
}

/** One line of the setup program's output. */
type SetupLine =
  | { step: 'migrations'; applied: number }
  | { step: 'admin'; email: string; password?: string; created: boolean }
  | { step: 'sample'; records: number };

/**
 * Brings the database to the built version: migrations, the first admin, sample records. Doing it again changes
 * nothing.
 *
 * @param builds the folder of all builds
 * @param samples adds sample records where there are none
 * @throws {Refusal} with the program's last words when it fails
 */
export async function setUpDatabase(
  env: NodeJS.ProcessEnv,
  builds: string,
  { samples } = { samples: true },
): Promise<SetupResult> {
  const child = spawn(
    process.execPath,
    [join(builds, 'api', 'setup.mjs'), ...(samples ? ['--sample'] : [])],
    {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-8_000)));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const result = { migrations: 0, records: 0, admin: undefined as SetupResult['admin'] };
  for await (const line of createInterface({ input: child.stdout })) {
    const entry = parseLine(line);
    if (entry?.step === 'migrations') result.migrations = entry.applied;
    else if (entry?.step === 'sample') result.records = entry.records;
    else if (entry?.step === 'admin') result.admin = entry;
  }
  if ((await ended) === 0) return result;
  if (/No space left|ENOSPC/.test(errors)) throw new Refusal(FULL_DISK);
  throw new Refusal(`The database could not be set up:\n${errors.trim()}`);
}

function parseLine(line: string): SetupLine | undefined {
  try {
    return JSON.parse(line) as SetupLine;
  } catch {
    return undefined;
  }
}
