// Outlives its parent by a moment: its stdin ends when the parent dies, however it dies, and then it stops what the
// parent had started. Two seconds later nothing of it is left.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { stopProcess, type ProcessIdentity, type StopStep } from '../workspace/processes.ts';
import type { WatchdogMessage } from './watchdog-client.ts';

/** PostgreSQL is asked for a fast shutdown first, since that spares the next start its recovery. */
const STEPS: Record<'application' | 'postgres' | 'redis', readonly StopStep[]> = {
  application: [
    { signal: 'SIGTERM', wait_ms: 400 },
    { signal: 'SIGKILL', wait_ms: 200 },
  ],
  postgres: [
    { signal: 'SIGINT', wait_ms: 900 },
    { signal: 'SIGQUIT', wait_ms: 300 },
    { signal: 'SIGKILL', wait_ms: 100 },
  ],
  redis: [
    { signal: 'SIGTERM', wait_ms: 900 },
    { signal: 'SIGKILL', wait_ms: 100 },
  ],
};

const guarded = new Map<string, { kind: keyof typeof STEPS; identity: ProcessIdentity }>();
const folders = new Set<string>();
const key = ({ pid, started }: ProcessIdentity) => `${pid} ${started}`;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const message = JSON.parse(line) as WatchdogMessage;
  if (message.type === 'guard') guarded.set(key(message.identity), message);
  else if (message.type === 'release') guarded.delete(key(message.identity));
  else if (message.type === 'guard_folder') folders.add(message.path);
  else folders.delete(message.path);
});
lines.on('close', async () => {
  const all = [...guarded.values()];
  const stop = (entries: typeof all) =>
    Promise.all(entries.map(({ kind, identity }) => stopProcess(identity, STEPS[kind])));
  await stop(all.filter(({ kind }) => kind === 'application'));
  await stop(all.filter(({ kind }) => kind !== 'application'));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
