import { readAnswer } from '../models/model-answer';
import { type NewTaskEvent } from '../events/task-events';
import { type TaskJournal } from '../runtime/task-journal';
import { type TaskRun } from '../runtime/task-run';

/** Name of the steps that rules decided, where others have the name of their model. */
const RULES = 'rules';

/** Writes down what rules decided, as a step like a model's: with input and output, and without cost. */
export async function recordRuled(
  journal: TaskJournal,
  run: TaskRun,
  key: string,
  text: string,
  events: readonly NewTaskEvent[] = [],
): Promise<void> {
  const start = { kind: 'model', step_key: key, name: RULES, input: { request: run.task.input } } as const;
  const output = { text, tool_calls: [] };
  await journal.record(run.ref, { step: { ...start, status: 'done', output }, events });
  run.ledger.note(start, 'done', { output });
}

/** What the step said in this pass of the task; null where it has not been settled. */
export function recordedText(run: TaskRun, key: string): string | null {
  const step = run.ledger.get('model', key);
  return step?.status === 'done' ? readAnswer(step.output).text : null;
}
