import { join } from 'node:path';
import { SERVER_APPS, type ServerApp } from '../build/server-bundle.ts';
import { runProduct, type Builds } from '../start/product.ts';
import { DIST } from '../workspace/paths.ts';
import { runCommand } from '../workspace/refusal.ts';
import type { StepList } from '../workspace/step-list.ts';
import { watchPortal } from './portal-watch.ts';
import { watchServer, type Watch } from './server-watch.ts';

/** Apart from the production builds, which Nx remembers. */
const FOLDER = join(DIST, 'dev');
/** One edit touches several files of several bundles: they are waited for. */
const SETTLE_MS = 150;

await runCommand(() => runProduct(watchedBuilds()));
process.exit();

/** Builds that follow the sources; a process is restarted after each good build of its own. */
function watchedBuilds(): Builds {
  const watches = new Map<string, Watch>();
  return {
    mode: 'development',
    folder: FOLDER,
    async first(steps: StepList) {
      const report = (sentence: string) => steps.print(sentence);
      for (const app of Object.keys(SERVER_APPS))
        watches.set(app, watchServer(app as ServerApp, FOLDER, report));
      watches.set('portal', watchPortal(FOLDER, report));
      await Promise.all(
        [...watches].map(([name, { first }]) =>
          steps.run(
            `Building ${name}`,
            () => first,
            () => ({ label: `Built ${name}, and watching`, good: true }),
          ),
        ),
      );
    },
    follow(restart, report) {
      for (const [name, watch] of watches) {
        let settled: NodeJS.Timeout | undefined;
        watch.onRebuilt(() => {
          clearTimeout(settled);
          settled = setTimeout(
            () => void restart(name).then(() => report(`The ${name} was built and restarted.`)),
            SETTLE_MS,
          );
        });
      }
    },
    async close() {
      await Promise.all([...watches.values()].map((watch) => watch.close()));
    },
  };
}
