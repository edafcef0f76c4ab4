import { parseArgs } from 'node:util';
import { Refusal, runCommand } from '../workspace/refusal.ts';
import { startServices } from './services.ts';
import { startWatchdog } from './watchdog-client.ts';

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string' },
      ephemeral: { type: 'boolean', default: false },
      pg: { type: 'string' },
    },
  });
  if (!values.ephemeral && !values.dir) throw new Refusal('Name the folder of the data: --dir <folder>.');
  if (values.pg !== undefined && !/^1[5-8]$/.test(values.pg))
    throw new Refusal('--pg takes 15, 16, 17 or 18.');
  const watchdog = startWatchdog();
  try {
    const services = await startServices({
      dir: values.dir,
      ephemeral: values.ephemeral,
      pg: values.pg === undefined ? undefined : Number(values.pg),
      watchdog,
      report: (sentence) => process.stderr.write(`${sentence}\n`),
    });
    process.stdout.write(
      `${JSON.stringify({ database_url: services.database_url, redis_url: services.redis_url })}\n`,
    );
    await untilToldToStop();
    process.stdin.destroy();
    await services.stop();
  } finally {
    await watchdog.close();
  }
  return 0;
});

/** Resolves at the end of stdin, which is also how a parent that was killed makes itself known, or at a signal. */
function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.resume().once('end', resolve).once('error', resolve);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}
