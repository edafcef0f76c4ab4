import { type AgentTask, type AgentTaskStatus, TERMINAL_TASK_STATUSES } from '@bureau/contracts';

/** The most characters of a request that stand in a heading. */
const HEADING_LENGTH = 90;

/** A task's request as a heading: its first line, cut at a word. */
export function taskHeading(input: string): string {
  const line = (input.trim().split('\n', 1)[0] ?? '').trim();
  if (line.length <= HEADING_LENGTH) return line || 'Task';
  const cut = line.slice(0, HEADING_LENGTH);
  return `${cut.slice(0, cut.lastIndexOf(' ') > 40 ? cut.lastIndexOf(' ') : HEADING_LENGTH)}…`;
}

export function isOver(status: AgentTaskStatus): boolean {
  return TERMINAL_TASK_STATUSES.some((each) => each === status);
}

/** It waits for a person. */
export function isWaiting(status: AgentTaskStatus): boolean {
  return status === 'waiting_approval' || status === 'waiting_input';
}

/** The model that follows rules, because no language model is connected. */
export function isOffline(model: string | null): boolean {
  return model === 'offline';
}

/** How long a task took or has taken, in milliseconds; null before it started. */
export function timeTaken(task: AgentTask, now: number): number | null {
  if (!task.started_at) return null;
  return Math.max(0, (task.finished_at ? Date.parse(task.finished_at) : now) - Date.parse(task.started_at));
}

/** "84 ms", "1.2 s", then minutes. @param ms milliseconds */
export function shortTime(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
