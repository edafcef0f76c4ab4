import { join } from 'node:path';
import { runNx, succeeded } from '../build/nx.ts';
import { BUILD_DIR, LOG_DIR } from '../workspace/paths.ts';
import { FULL_DISK, Refusal, runCommand } from '../workspace/refusal.ts';
import type { StepList } from '../workspace/step-list.ts';
import { runProduct } from './product.ts';

await runCommand(() => runProduct({ mode: 'production', folder: BUILD_DIR, first: buildEverything }));
process.exit();

/** Production builds through Nx, which remembers those whose sources have not changed. */
async function buildEverything(steps: StepList): Promise<void> {
  const log = join(LOG_DIR, 'build.log');
  await steps.run(
    'Building api, worker and portal',
    async () => {
      const { code, output, tasks } = await runNx(['run-many', '-t', 'build', '-p', 'api,worker,portal'], {
        log,
      });
      if (code === 0) return;
      if (/ENOSPC|No space left/.test(output)) throw new Refusal(FULL_DISK);
      const words = tasks.filter((task) => !succeeded(task)).map((task) => task.output.trim());
      throw new Refusal(`${words.join('\n') || output.trim()}\nThe build failed (all of it is in ${log}).`);
    },
    () => ({ label: 'Built api, worker and portal', good: true }),
  );
}
