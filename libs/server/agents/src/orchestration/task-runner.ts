import { type TaskError, type TaskLimits } from '@bureau/contracts';
import { emptyContext, type Executor, ProblemError, runInContext } from '@bureau/platform';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AgentDefinition } from '../agents/agent-definition';
import { ChangeSetClosing } from '../change-sets/decision/change-set-closing.service';
import { type NewTaskEvent } from '../events/task-events';
import { MODEL_PROVIDER, type ModelProvider } from '../models/model-provider';
import { type LimitKeeper } from '../limits/limit-keeper';
import { TaskBudgets } from '../limits/task-budgets';
import { ActiveRuns } from '../runtime/active-runs';
import { AgentRuntime } from '../runtime/agent-runtime';
import { MAX_CRASHES } from '../runtime/limits';
import {
  LimitReached,
  RunCancelled,
  RunFailed,
  RunReleased,
  runSignalOf,
  type RunSignal,
  RunSuperseded,
  RunSuspended,
} from '../runtime/run-signals';
import { TaskJournal } from '../runtime/task-journal';
import { refOf } from '../runtime/task-run';
import { type AgentTaskRow } from '../tasks/agent-task.resource';
import { type Settlement, TaskLifecycle } from '../tasks/task-lifecycle';
import { TaskParts } from '../tasks/task-parts.service';
import { DISPATCHER } from './dispatcher.agent';
import { DispatchRunner } from './dispatch-runner';
import { EscalationHandler } from './escalation-handler';
import { TaskDispatcher } from './task-dispatcher';

/** How often writing the end of a run is tried while the database is away, and the pause between, in milliseconds. */
const SETTLE_ATTEMPTS = 10;
const SETTLE_PAUSE_MS = 1_000;
const MS_PER_MINUTE = 60_000;

/** Takes a task, has an agent work on it, and writes down how that ended. */
@Injectable()
export class TaskRunner {
  private readonly logger = new Logger(TaskRunner.name);
  private readonly owner = `${hostname()}/${process.pid}`;

  constructor(
    private readonly lifecycle: TaskLifecycle,
    private readonly changeSets: ChangeSetClosing,
    private readonly dispatcher: TaskDispatcher,
    private readonly escalations: EscalationHandler,
    private readonly runtime: AgentRuntime,
    private readonly journal: TaskJournal,
    private readonly active: ActiveRuns,
    private readonly budgets: TaskBudgets,
    private readonly dispatch: DispatchRunner,
    private readonly parts: TaskParts,
    @Inject(MODEL_PROVIDER) private readonly models: ModelProvider,
  ) {}

  /** Works on the task if it is free; does nothing otherwise. Whoever calls this twice for a task does it no harm. */
  async run(taskId: number): Promise<void> {
    await runInContext(emptyContext(`task-${taskId}`), async () => {
      const task = await this.lifecycle.claim(taskId, this.owner);
      if (!task) return;
      await runInContext(
        { ...emptyContext(`task-${taskId}-${task.lease_epoch}`), agent_task_id: taskId },
        () => this.spell(task),
      );
    });
  }

  /** One spell of work; a decision that came while the run lay down begins the next at once. */
  private async spell(task: AgentTaskRow): Promise<void> {
    const settled = await this.active.during(refOf(task), async (signal) => {
      for (;;) {
        const end = await this.work(task, signal);
        if (!(end instanceof RunSuspended)) return this.settle(task, end);
        const asleep = await this.lieDown(task);
        if (asleep instanceof RunCancelled) return this.settle(task, asleep);
        if (asleep) return;
      }
    });
    return settled;
  }

  /** @returns false where what the task waits for has come meanwhile */
  private async lieDown(task: AgentTaskRow): Promise<boolean | RunCancelled> {
    try {
      return await this.lifecycle.suspend(refOf(task));
    } catch (error) {
      if (error instanceof RunCancelled) return error;
      throw error;
    }
  }

  /** @returns the answer, or why there is none */
  private async work(task: AgentTaskRow, signal: AbortSignal): Promise<string | RunSignal | Error> {
    try {
      const agent = await this.agentFor(task);
      if (agent !== DISPATCHER) return await this.withAgent(task, agent, signal, { resumes: true });
      return await this.dispatched(task, signal);
    } catch (error) {
      const signalled = runSignalOf(error) ?? (signal.aborted ? runSignalOf(signal.reason) : null);
      return signalled ?? (error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** A task that names nobody: the dispatcher chooses, and the one that it chose goes on in the same spell. */
  private async dispatched(task: AgentTaskRow, signal: AbortSignal): Promise<string> {
    const { run, outcome } = await this.within(task, DISPATCHER, signal, async (keeper, stop) => {
      await this.announce(task, DISPATCHER, keeper.limits, { resumes: true });
      const run = await this.runtime.open(task, DISPATCHER, keeper, stop);
      return { run, outcome: await this.dispatch.work(run) };
    });
    if ('answer' in outcome) return outcome.answer;
    const { agent, reason } = outcome;
    return this.withAgent({ ...task, ...run.usage, agent: agent.name }, agent, signal, { reason });
  }

  private withAgent(
    task: AgentTaskRow,
    agent: AgentDefinition,
    signal: AbortSignal,
    how: { resumes?: boolean; reason?: string },
  ): Promise<string> {
    return this.within(task, agent, signal, async (keeper, stop) => {
      await this.announce(task, agent, keeper.limits, how);
      return this.runtime.work(task, agent, keeper, stop);
    });
  }

  /** Does the work within the time and the limits that the task has for this agent. */
  private async within<T>(
    task: AgentTaskRow,
    agent: AgentDefinition,
    signal: AbortSignal,
    work: (keeper: LimitKeeper, stop: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const spell = new AbortController();
    const stop = AbortSignal.any([signal, spell.signal]);
    const keeper = await this.budgets.keeperFor(task, agent);
    const { minutes } = keeper.limits;
    const left = Math.max(0, minutes * MS_PER_MINUTE - task.active_ms);
    const timer = setTimeout(() => spell.abort(new LimitReached('minutes', minutes, minutes)), left);
    try {
      return await work(keeper, stop);
    } catch (error) {
      throw runSignalOf(error) ?? (stop.aborted ? runSignalOf(stop.reason) : null) ?? error;
    } finally {
      clearTimeout(timer);
    }
  }

  private async agentFor(task: AgentTaskRow): Promise<AgentDefinition> {
    if (task.cancel_requested_at !== null) throw new RunCancelled();
    if (task.crashes >= MAX_CRASHES) {
      throw new RunFailed({
        code: 'CRASHED',
        detail: `The worker died ${task.crashes} times with this task; it will not be tried again by itself.`,
      });
    }
    const agent = await this.dispatcher.dispatch(task);
    if (!agent)
      throw new RunFailed({
        code: 'UNKNOWN_AGENT',
        detail:
          task.agent === null ? 'Every agent is switched off.' : `There is no agent ${task.agent} any more.`,
      });
    return agent;
  }

  private async announce(
    task: AgentTaskRow,
    agent: AgentDefinition,
    limits: TaskLimits,
    { resumes = false, reason }: { resumes?: boolean; reason?: string },
  ): Promise<void> {
    const model = this.models.name;
    const started = { agent: agent.name, model, attempt: task.attempts, ...(reason && { reason }) };
    await this.journal.record(refOf(task), {
      assigned: { agent: agent.name, model, limits },
      events: [
        ...(resumes ? [{ type: 'task.status', data: { status: 'running' } } as const] : []),
        { type: 'agent.started', data: started },
      ],
    });
  }

  /** Writes the end, again and again while the database is away: a run that cannot say so leaves it to its lease. */
  private async settle(task: AgentTaskRow, end: string | RunSignal | Error): Promise<void> {
    if (end instanceof RunSuperseded) return;
    const settlement = this.settlementOf(task, end);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.lifecycle.settle(refOf(task), settlement);
      } catch (error) {
        if (runSignalOf(error) instanceof RunSuperseded) return;
        if (attempt >= SETTLE_ATTEMPTS || !isUnavailable(error)) throw error;
        await sleep(SETTLE_PAUSE_MS);
      }
    }
  }

  private settlementOf(task: AgentTaskRow, end: string | RunSignal | Error): Settlement {
    if (typeof end === 'string') return { status: 'completed', result: end, events: finished };
    if (end instanceof RunReleased) return { status: 'queued' };
    if (end instanceof RunCancelled)
      return { status: 'cancelled', events: finished, ...this.ending(task, () => Promise.resolve([])) };
    if (end instanceof LimitReached) return this.pause(task, end);
    if (end instanceof RunFailed) return this.failure(task, end.error);
    return this.unexpected(task, end);
  }

  /** What was read, proposed and decided so far stays; a person says how it goes on. */
  private pause(task: AgentTaskRow, { limit, value, used, scope, message }: LimitReached): Settlement {
    const reached = { limit, value, used, scope };
    return {
      status: 'waiting_input',
      events: () => [{ type: 'limit.reached', data: reached }],
      also: (tx) => this.escalations.limitReached(tx, task, reached, message),
    };
  }

  private failure(task: AgentTaskRow, error: TaskError): Settlement {
    return {
      status: 'failed',
      error,
      events: (ended) => [{ type: 'error', data: error }, ...finished(ended)],
      ...this.ending(task, (tx) => this.escalations.taskFailed(tx, task, error.detail)),
    };
  }

  /** Nobody is asked any more about what a task that ended had proposed, and its parts end with it. */
  private ending(
    task: AgentTaskRow,
    then: (tx: Executor) => Promise<NewTaskEvent[]>,
  ): Pick<Settlement, 'before' | 'also'> {
    let parts: number[] = [];
    return {
      before: async (tx) => (parts = task.parent_id === null ? await this.parts.lock(tx, task.id) : []),
      also: async (tx) => {
        await this.parts.cancel(tx, parts);
        await this.changeSets.closeForTask(tx, task.id);
        return then(tx);
      },
    };
  }

  /** A defect of ours counts like a worker that died, so that it ends after a few times; an outage does not. */
  private unexpected(task: AgentTaskRow, error: Error): Settlement {
    this.logger.error({ err: error, agent_task_id: task.id }, 'A run ended unexpectedly');
    if (isUnavailable(error)) return { status: 'queued' };
    if (task.crashes + 1 < MAX_CRASHES) return { status: 'queued', crashed: true };
    return this.failure(task, {
      code: 'INTERNAL',
      detail: 'The task failed for a reason that is not the request’s. It was tried several times.',
    });
  }
}

function finished({ agent, input_tokens, output_tokens }: AgentTaskRow): NewTaskEvent[] {
  return [{ type: 'agent.finished', data: { agent: agent ?? '', input_tokens, output_tokens } }];
}

function isUnavailable(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 503;
}
