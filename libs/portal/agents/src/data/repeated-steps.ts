import { type TaskStep, type ToolStep } from './task-story';

/** Calls of one tool, one after the other, that all went well: shown as one line with their number. */
export interface RepeatedSteps {
  kind: 'repeat';
  seq: number;
  at: string;
  tool: string;
  steps: readonly ToolStep[];
  duration_ms: number;
}

/** Fewer calls in a row than this stay apart. */
const FOLD_FROM = 3;

/** The steps as a person wants to read them: repeats folded, the call that runs now and failures never hidden. */
export function foldRepeats(steps: readonly TaskStep[]): (TaskStep | RepeatedSteps)[] {
  const folded: (TaskStep | RepeatedSteps)[] = [];
  for (let start = 0; start < steps.length;) {
    const run = runFrom(steps, start);
    if (run.length >= FOLD_FROM) folded.push(asOne(run));
    else folded.push(...(run.length ? run : steps.slice(start, start + 1)));
    start += Math.max(run.length, 1);
  }
  return folded;
}

function runFrom(steps: readonly TaskStep[], start: number): ToolStep[] {
  const run: ToolStep[] = [];
  for (const step of steps.slice(start)) {
    if (step.kind !== 'tool' || step.state !== 'done' || (run[0] && run[0].tool !== step.tool)) break;
    run.push(step);
  }
  return run;
}

function asOne(run: readonly ToolStep[]): RepeatedSteps {
  const [first] = run as [ToolStep];
  const duration_ms = run.reduce((sum, step) => sum + (step.duration_ms ?? 0), 0);
  return { kind: 'repeat', seq: first.seq, at: first.at, tool: first.tool, steps: run, duration_ms };
}
