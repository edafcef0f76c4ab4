import { writeFileSync } from 'node:fs';

export const name = 'bureau-task-results';

/**
 * An Nx plugin: writes how each task of a run ended to the file that BUREAU_TASK_RESULTS names. What Nx prints is made
 * for people and changes between versions; this does not.
 */
export function postTasksExecution(_options, { taskResults }) {
  const file = process.env.BUREAU_TASK_RESULTS;
  if (!file) return;
  const results = Object.values(taskResults).map(({ task, status, code, terminalOutput }) => ({
    project: task.target.project,
    target: task.target.target,
    status,
    code,
    output: terminalOutput ?? '',
  }));
  writeFileSync(file, JSON.stringify(results));
}
