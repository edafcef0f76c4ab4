import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { serverAccount, serviceHome } from '../services/account.ts';
import { checkpointFile } from '../start/audit-checkpoints.ts';
import { runningProduct } from '../start/run-state.ts';
import { readSettings } from '../start/settings.ts';
import { Refusal, runCommand } from '../workspace/refusal.ts';

await runCommand(async () => {
  const { values } = parseArgs({ options: { yes: { type: 'boolean', short: 'y', default: false } } });
  const running = runningProduct();
  if (running) {
    throw new Refusal(
      `Bureau is running (process ${running.pid}): stop it first, with Ctrl-C where it runs or kill ${running.pid}.`,
    );
  }
  const settings = readSettings();
  if (settings.databaseUrl) {
    throw new Refusal(
      'DATABASE_URL names a database of your own, which is not emptied from here: drop and create it yourself.',
    );
  }
  const data = join(serviceHome(serverAccount()), 'data');
  if (!existsSync(data)) {
    process.stdout.write('There is nothing to empty.\n');
    return 0;
  }
  if (!values.yes && !(await confirmed(data))) {
    process.stdout.write('Nothing was changed.\n');
    return 1;
  }
  rmSync(data, { recursive: true, force: true });
  // Checkpoints of a log that is gone would call the new one cut.
  rmSync(checkpointFile(settings.env), { force: true });
  process.stdout.write('All records, accounts and history are gone; npm start begins anew.\n');
  return 0;
});

async function confirmed(data: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Refusal('Nobody is there to confirm: npm run reset -- --yes.');
  const ask = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await ask.question(`Delete all records, accounts and history in ${data}? Type yes: `);
  ask.close();
  return answer.trim().toLowerCase() === 'yes';
}
