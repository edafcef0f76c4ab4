import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Socket } from 'node:net';
import type { ProcessIdentity } from '../workspace/processes.ts';

export type GuardedKind = 'application' | 'postgres' | 'redis';

export type WatchdogMessage =
  | { readonly type: 'guard'; readonly kind: GuardedKind; readonly identity: ProcessIdentity }
  | { readonly type: 'release'; readonly identity: ProcessIdentity }
  | { readonly type: 'guard_folder' | 'release_folder'; readonly path: string };

/** Stops what we started, should we be killed without a chance to do it ourselves. */
export interface Watchdog {
  /** Takes a process into its care. */
  guard(kind: GuardedKind, identity: ProcessIdentity): void;
  /** Lets go of a process that has ended. */
  release(identity: ProcessIdentity): void;
  /** Takes a folder into its care, which it will delete. */
  guardFolder(path: string): void;
  releaseFolder(path: string): void;
  /** Ends it; what is still in its care is stopped. */
  close(): Promise<void>;
}

/** Starts the watchdog as a process of its own, in a session of its own. */
export function startWatchdog(): Watchdog {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'watchdog.ts')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    detached: true,
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const pipe = child.stdin as Socket;
  pipe.on('error', () => undefined);
  child.unref();
  pipe.unref();
  const send = (message: WatchdogMessage) => void pipe.write(`${JSON.stringify(message)}\n`);
  return {
    guard: (kind, identity) => send({ type: 'guard', kind, identity }),
    release: (identity) => send({ type: 'release', identity }),
    guardFolder: (path) => send({ type: 'guard_folder', path }),
    releaseFolder: (path) => send({ type: 'release_folder', path }),
    close: () => {
      child.ref();
      pipe.ref();
      pipe.end();
      return exited;
    },
  };
}
