import { join } from 'node:path';
import { LOG_DIR } from '../workspace/paths.ts';
import { Refusal, runCommand } from '../workspace/refusal.ts';
import { runNx } from './nx.ts';
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
    await buildServer(choice as ServerApp);
    return 0;
  }
  return buildWithNx(choice === 'all' ? ['api', 'worker', 'portal'] : [choice]);
});

async function buildWithNx(projects: readonly string[]): Promise<number> {
  const { code, output } = await runNx(['run-many', '-t', 'build', '-p', projects.join(',')], {
    log: join(LOG_DIR, 'build.log'),
    onTask: (task, good) => process.stdout.write(`${good ? '✓' : '✗'} ${task}\n`),
  });
  if (code !== 0) process.stderr.write(output);
  return code;
}
