import { watch, type RolldownWatcherEvent } from 'rolldown';
import { serverBundle, type ServerApp } from '../build/server-bundle.ts';

/** A build that follows its sources. */
export interface Watch {
  /** Resolves at the first good build. */
  readonly first: Promise<void>;
  /** Calls back after every later good build. */
  onRebuilt(callback: () => void): void;
  close(): Promise<void>;
}

/**
 * Builds a server process, and again whenever a file that it is made of changes.
 *
 * @param parent the folder of all builds
 * @param report is told, in the compiler's words, of builds that fail
 */
export function watchServer(app: ServerApp, parent: string, report: (sentence: string) => void): Watch {
  const { input, output } = serverBundle(app, parent);
  const watcher = watch({ ...input, output });
  let rebuilt: () => void = () => undefined;
  let good = false;
  const first = new Promise<void>((resolve) => {
    watcher.on('event', async (event: RolldownWatcherEvent) => {
      if (event.code === 'ERROR') report(`The ${app} does not build:\n${event.error.message}`);
      if (event.code === 'BUNDLE_END' || event.code === 'ERROR') await event.result.close();
      if (event.code !== 'BUNDLE_END') return;
      if (good) rebuilt();
      good = true;
      resolve();
    });
  });
  return { first, onRebuilt: (callback) => (rebuilt = callback), close: () => watcher.close() };
}
