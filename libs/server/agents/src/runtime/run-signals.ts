import { type LimitScope, TASK_LIMITS, type TaskError, type TaskLimitName } from '@bureau/contracts';

/** Why a run ends without an answer. Thrown through the agent's graph and caught by the runtime alone. */
export abstract class RunSignal extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** Another worker holds the task by now, or nobody does: whatever this run still wants to write is void. */
export class RunSuperseded extends RunSignal {
  constructor(taskId: number) {
    super(`task ${taskId} is held by another run`);
  }
}

/** A tool call waits for people; the run lies down until they decide. */
export class RunSuspended extends RunSignal {
  constructor() {
    super('a tool call waits for a decision');
  }
}

/** Somebody cancelled the task. */
export class RunCancelled extends RunSignal {
  constructor() {
    super('the task was cancelled');
  }
}

/** The worker shuts down and hands the task back. */
export class RunReleased extends RunSignal {
  constructor() {
    super('the worker shuts down');
  }
}

const SCOPES: Readonly<Record<LimitScope, string>> = {
  task: 'of this task',
  agent_day: 'of this agent for today',
  requester_day: 'of the person it works for, for today,',
};

/** A limit was reached; the run pauses, and somebody is asked how it goes on. */
export class LimitReached extends RunSignal {
  constructor(
    readonly limit: TaskLimitName,
    readonly value: number,
    /** How much was used, or would have been. */
    readonly used: number,
    readonly scope: LimitScope = 'task',
  ) {
    super(`${TASK_LIMITS[limit].title}: the limit ${SCOPES[scope]} is ${value}`);
  }
}

/** The run cannot go on, for a reason that people can read. */
export class RunFailed extends RunSignal {
  constructor(
    readonly error: TaskError,
    cause?: unknown,
  ) {
    super(error.detail);
    this.cause = cause;
  }
}

/** The run signal inside an error; langchain wraps what middleware throws, once a layer. */
export function runSignalOf(error: unknown): RunSignal | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 10; at = at.cause, depth++) {
    if (at instanceof RunSignal) return at;
  }
  return null;
}
