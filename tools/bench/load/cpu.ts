import { readdirSync, readFileSync } from 'node:fs';

const NANOSECONDS_PER_MICROSECOND = 1_000;

/**
 * Processor time that a process and all of its threads have used, in microseconds. What else runs on the machine hardly
 * changes it, unlike the time on the clock.
 *
 * @returns null where the system does not tell (it is no Linux)
 */
export function cpuTime(pid: number): number | null {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const nanoseconds = threads.map((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'),
    );
    return (
      nanoseconds.reduce((sum, text) => sum + Number(text.split(' ', 1)[0]), 0) / NANOSECONDS_PER_MICROSECOND
    );
  } catch {
    return null;
  }
}
