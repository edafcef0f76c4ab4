import { succeeded, type NxRun, type TaskResult } from '../build/nx.ts';
import { readReport, type Counts, type Failure } from './reports.ts';

const LINES_OF_OUTPUT = 80;

/** What a stage came to. */
export interface Tally {
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

/** How a target's outcome is counted: as one check for a project, or as the tests in its report. */
export type Counting = 'check' | 'tests';

/** Adds tallies up. */
export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    skipped: tallies.reduce((total, { skipped }) => total + skipped, 0),
    failures: tallies.flatMap(({ failures }) => failures),
  };
}

/** A stage that could not run at all counts as one failure. */
export function brokenStage(name: string, message: string): Tally {
  return { passed: 0, skipped: 0, failures: [{ name, message }] };
}

/**
 * Counts an Nx run. Whatever ended badly counts at least once, also when it left no report, a report that speaks of
 * success, or nothing at all.
 *
 * @param target the one whose outcome is counted; others, as builds that it needs, count only when they fail
 * @param reportOf reads the report of a project, undefined when there is none
 */
export function tallyRun(
  run: NxRun,
  target: string,
  counting: Counting,
  reportOf: (project: string) => unknown,
): Tally {
  if (run.tasks.length === 0 && run.code !== 0) return brokenStage(`nx ${target}`, lastLines(run.output));
  const total = sum(
    run.tasks.map((task) => {
      if (task.target !== target) return succeeded(task) ? NOTHING : failed(task);
      return counting === 'check' ? tallyCheck(task) : tallyTests(task, reportOf(task.project));
    }),
  );
  if (run.code === 0 || total.failures.length > 0) return total;
  return sum([total, brokenStage(`nx ${target}`, lastLines(run.output))]);
}

const NOTHING: Tally = { passed: 0, skipped: 0, failures: [] };

function tallyCheck(task: TaskResult): Tally {
  return succeeded(task) ? { ...NOTHING, passed: 1 } : failed(task);
}

function tallyTests(task: TaskResult, report: unknown): Tally {
  const counts = report === undefined ? undefined : counted(report);
  if (counts && (succeeded(task) || counts.failures.length > 0)) {
    const failures = counts.failures.map(({ name, message }) => ({
      name: `${task.project} › ${name}`,
      message,
    }));
    return { ...counts, failures };
  }
  if (succeeded(task))
    return brokenStage(`${task.project}:${task.target}`, 'It left no report that could be read.');
  return sum([{ ...NOTHING, passed: counts?.passed ?? 0, skipped: counts?.skipped ?? 0 }, failed(task)]);
}

function counted(report: unknown): Counts | undefined {
  try {
    return readReport(report);
  } catch {
    return undefined;
  }
}

function failed(task: TaskResult): Tally {
  const why =
    task.status === 'skipped'
      ? 'It was not run, since something that it needs failed.'
      : lastLines(task.output);
  return brokenStage(
    `${task.project}:${task.target}`,
    why || `It ended with code ${task.code} and without a word.`,
  );
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-LINES_OF_OUTPUT).join('\n');
}
