import { type JsonValue, type StepKind, type StepStatus } from '@bureau/contracts';
import { Database } from '@bureau/platform';
import { Injectable } from '@nestjs/common';

/** One recorded call. `output` is there once the step is `done` or `failed`. */
export interface Step {
  kind: StepKind;
  step_key: string;
  name: string;
  status: StepStatus;
  input: JsonValue;
  output: JsonValue;
  change_set_id: number | null;
  escalation_id: number | null;
}

/** A call as it is about to be made. */
export type StepStart = Pick<Step, 'kind' | 'step_key' | 'name' | 'input'>;

const LOAD = `
select kind, step_key, name, status, input, output, change_set_id, escalation_id from agent_steps
where task_id = $1 and run = $2 order by id`;

const WAITING = `select count(*)::int as n, bool_or(change_set_id is not null) as approval from agent_steps where task_id = $1 and run = $2 and status = 'waiting'`;

/** The recorded calls of one pass of a task, as a run works through them. */
export class RunLedger {
  private readonly steps = new Map<string, Step>();
  private readonly readElsewhere = new Set<number>();

  constructor(rows: readonly Step[]) {
    for (const row of rows) this.put(row);
  }

  get(kind: StepKind, key: string): Step | undefined {
    return this.steps.get(`${kind}/${key}`);
  }

  put(step: Step): void {
    this.steps.set(`${step.kind}/${step.step_key}`, step);
  }

  /** The call's state from now on. */
  note(
    start: StepStart,
    status: StepStatus,
    rest: Partial<Pick<Step, 'output' | 'change_set_id' | 'escalation_id'>> = {},
  ): void {
    this.put({ ...start, status, output: null, change_set_id: null, escalation_id: null, ...rest });
  }

  /** Records that settled tool calls showed: what an answer may refer to. */
  recordsRead(): Set<number> {
    const read = new Set(this.readElsewhere);
    for (const { kind, status, output } of this.steps.values())
      if (kind === 'tool' && status === 'done') for (const id of recordsIn(output)) read.add(id);
    return read;
  }

  /** Records that were read in other tasks whose answers this one builds on. */
  noteRead(records: Iterable<number>): void {
    for (const id of records) this.readElsewhere.add(id);
  }

  hasWaiting(): boolean {
    return [...this.steps.values()].some((step) => step.status === 'waiting');
  }
}

function recordsIn(output: JsonValue): number[] {
  const { records } = (output ?? {}) as { records?: unknown };
  return Array.isArray(records) ? records.filter((id) => typeof id === 'number') : [];
}

/** Reads ledgers. They are written by the task journal, under the run's lease. */
@Injectable()
export class Ledger {
  constructor(private readonly database: Database) {}

  async load(taskId: number, run: number): Promise<RunLedger> {
    return new RunLedger(
      await this.database.query<Step>({ name: 'agent_steps_load', text: LOAD, values: [taskId, run] }),
    );
  }

  /** Statement that counts open steps, and says whether one of them is a proposal; to be run under the lock of the task's row. */
  static waiting(taskId: number, run: number) {
    return { name: 'agent_steps_waiting', text: WAITING, values: [taskId, run] };
  }
}
