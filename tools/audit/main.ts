import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildServer } from '../build/server-bundle.ts';
import { checkpointFile } from '../start/audit-checkpoints.ts';
import { runningProduct } from '../start/run-state.ts';
import { readSettings } from '../start/settings.ts';
import { BUILD_DIR, ROOT } from '../workspace/paths.ts';
import { runCommand } from '../workspace/refusal.ts';

/** Exit code where nothing can be said of the log; 1 says that it was altered. */
const NOT_VERIFIED = 2;
const PROGRAM = join(BUILD_DIR, 'worker', 'verify-audit.mjs');

// Verifies the audit log of DATABASE_URL or of the product that runs here.
//   --checkpoints <file>  a copy of the checkpoints that was kept elsewhere
//   --key <file>          the public key to check their signatures with
await runCommand(async () => {
  const { values } = parseArgs({ options: { checkpoints: { type: 'string' }, key: { type: 'string' } } });
  const { env, databaseUrl } = readSettings();
  const DATABASE_URL = databaseUrl ?? runningProduct()?.database_url;
  if (!DATABASE_URL) {
    process.stderr.write(
      'No database to look at: run Bureau (npm start) beside this, or set DATABASE_URL.\n',
    );
    return NOT_VERIFIED;
  }
  const AUDIT_CHECKPOINTS = values.checkpoints ? resolve(values.checkpoints) : checkpointFile(env);
  if (!existsSync(PROGRAM)) await buildServer('worker');
  const key = values.key ? [`--key=${resolve(values.key)}`] : [];
  const child = spawn(process.execPath, ['--enable-source-maps', PROGRAM, ...key], {
    cwd: ROOT,
    env: { ...env, DATABASE_URL, AUDIT_CHECKPOINTS },
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? NOT_VERIFIED;
});
