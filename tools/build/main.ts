import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { LOG_DIR } from '../workspace/paths.ts';
import { Refusal, runCommand } from '../workspace/refusal.ts';
import { runNx, succeeded } from './nx.ts';
import { buildServer, SERVER_APPS, type ServerApp } from './server-bundle.ts';

const CHOICES = [...Object.keys(SERVER_APPS), 'portal', 'all'];

// Nx calls this for one server process and remembers the result; a person calls it for everything, through Nx.
await runCommand(async () => {
  const [choice = 'all', ...rest] = process.argv.slice(2);
  if (rest.length > 0 || !CHOICES.includes(choice)) {
    throw new Refusal(
      `There is nothing to build called “${[choice, ...rest].join(' ')}”: use one of ${CHOICES.join(', ')}.`,
    );
  }
  if (choice in SERVER_APPS) {
    await buildOrRefuse(choice as ServerApp);
    return 0;
  }
  return buildWithNx(choice === 'all' ? ['api', 'worker', 'portal'] : [choice]);
});

async function buildWithNx(projects: readonly string[]): Promise<number> {
  const run = await runNx(['run-many', '-t', 'build', '-p', projects.join(',')], {
    log: join(LOG_DIR, 'build.log'),
  });
  for (const task of run.tasks) {
    const good = succeeded(task);
    process.stdout.write(`${good ? '✓' : '✗'} ${task.project}\n`);
    if (!good) process.stderr.write(`${task.output}\n`);
  }
  if (run.tasks.length === 0) process.stderr.write(run.output);
  return run.code;
}

/** The compiler's own words are enough: where it was called from does not help. */
async function buildOrRefuse(app: ServerApp): Promise<void> {
  try {
    await buildServer(app);
  } catch (error) {
    throw new Refusal(error instanceof Error ? stripVTControlCharacters(error.message) : String(error));
  }
}
