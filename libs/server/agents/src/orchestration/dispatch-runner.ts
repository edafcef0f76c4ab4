import { type TaskPlanPart } from '@bureau/contracts';
import { Database, emptyContext, runInContext } from '@bureau/platform';
import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { Inject, Injectable } from '@nestjs/common';
import { type AgentDefinition } from '../agents/agent-definition';
import { TaskEvents } from '../events/task-events';
import { TaskStreamWriter } from '../events/task-stream-writer';
import { DailyUsages } from '../limits/daily-usage';
import { MODEL_PROVIDER, type ModelProvider } from '../models/model-provider';
import { agentCaller } from '../runtime/agent-caller';
import { ModelCalls } from '../runtime/model-calls';
import { MODEL_RETRY_POLICY, type RetryPolicy } from '../runtime/model-retry';
import { Requesters } from '../runtime/requesters';
import { RunFailed, RunSuspended } from '../runtime/run-signals';
import { streamAnswer } from '../runtime/stream-answer';
import { TaskJournal } from '../runtime/task-journal';
import { type TaskRun, usedBy } from '../runtime/task-run';
import { TokenListener } from '../runtime/token-listener';
import { TaskParts } from '../tasks/task-parts.service';
import { DISPATCHER, GATHER_PROMPT } from './dispatcher.agent';
import { partsForModel, partsInOrder } from './gather-parts';
import { recordRuled, recordedText } from './ruled-step';
import { shareLimits } from './share-limits';
import { TaskDispatcher } from './task-dispatcher';
import { type TaskPlan } from './task-plan';
import { TaskPlanner } from './task-planner';

const PARTS = 'parts';
const GATHER = 'gather';

/** What came of dispatching: the answer of all parts, or the one agent that does the whole. */
export type Dispatched = { answer: string } | { agent: AgentDefinition; reason: string };

/**
 * The run of a task that names no agent: plan, parts, gathering. Each is a step of the ledger, so that a run which was
 * interrupted goes on behind the last one; parts and the step that waits for them are one transaction.
 */
@Injectable()
export class DispatchRunner {
  constructor(
    private readonly database: Database,
    private readonly dispatcher: TaskDispatcher,
    private readonly planner: TaskPlanner,
    private readonly parts: TaskParts,
    private readonly journal: TaskJournal,
    private readonly events: TaskEvents,
    private readonly stream: TaskStreamWriter,
    private readonly usages: DailyUsages,
    private readonly requesters: Requesters,
    @Inject(MODEL_PROVIDER) private readonly models: ModelProvider,
    @Inject(MODEL_RETRY_POLICY) private readonly retry: RetryPolicy,
  ) {}

  /**
   * @throws RunSuspended while parts are at work, and whatever ends a run
   */
  async work(run: TaskRun): Promise<Dispatched> {
    const calls = new ModelCalls(run, this.journal, this.models, this.retry, this.usages, (delta) =>
      this.stream.delta(delta),
    );
    const parts = run.ledger.get('parts', PARTS);
    if (parts?.status === 'waiting') throw new RunSuspended();
    if (parts) return { answer: await this.gather(run, calls) };
    const staff = await this.dispatcher.staff();
    if (staff.length === 0)
      throw new RunFailed({ code: 'UNKNOWN_AGENT', detail: 'Every agent is switched off.' });
    const plan = await this.planner.plan(run, calls, staff);
    const [first] = plan.parts;
    const agent = staff.find(({ name }) => name === first?.agent);
    if (plan.parts.length === 1 && agent) return { agent, reason: plan.reason };
    await this.split(run, plan);
    throw new RunSuspended();
  }

  private async split(run: TaskRun, plan: TaskPlan): Promise<void> {
    const { task, ref, keeper } = run;
    const limits = shareLimits(keeper.limits, usedBy(run), plan.parts.length);
    const parts = plan.parts.map((one, i) => ({ ...one, part: i + 1 }));
    const requester = await this.requesters.callerFor(task);
    if (!requester)
      throw new RunFailed({
        code: 'REQUESTER_GONE',
        detail: 'The account or API key in whose name this task works is switched off.',
      });
    const scope = {
      ...emptyContext(`task-${task.id}-${ref.lease_epoch}`),
      caller: agentCaller(requester, DISPATCHER),
      agent_task_id: task.id,
    };
    const recorded = await runInContext(scope, () =>
      this.database.transaction(async (tx) => {
        const ids = await this.parts.create(tx, task, parts, limits);
        const planned: TaskPlanPart[] = parts.map((part, i) => ({ ...part, task_id: ids[i] ?? 0 }));
        const step = {
          kind: 'parts',
          step_key: PARTS,
          name: DISPATCHER.name,
          input: { tasks: ids },
        } as const;
        const data = {
          agent: DISPATCHER.name,
          model: this.models.name,
          attempt: task.attempts,
          reason: plan.reason,
          plan: planned,
        };
        return this.journal.record(
          ref,
          { step: { ...step, status: 'waiting' }, events: [{ type: 'agent.started', data }] },
          tx,
        );
      }),
    );
    this.events.publish(recorded.events);
  }

  /** One answer out of those of the parts. */
  private async gather(run: TaskRun, calls: ModelCalls): Promise<string> {
    const parts = await this.parts.of(run.task.id, run.ref.run);
    for (const { records } of parts) run.ledger.noteRead(records);
    if (!this.models.thinks) {
      const recorded = recordedText(run, GATHER);
      if (recorded !== null) return recorded;
      const text = partsInOrder(parts);
      const data = { message_id: `r${run.ref.run}-${GATHER}`, agent: DISPATCHER.name, text };
      await recordRuled(this.journal, run, GATHER, text, [{ type: 'message', data }]);
      return text;
    }
    const messages = [
      new SystemMessage(GATHER_PROMPT),
      new HumanMessage(partsForModel(run.task.input, parts)),
    ];
    const listener = new TokenListener((token) => calls.hear(token));
    const options = { signal: run.signal, callbacks: [listener] };
    const ask = () => streamAnswer(this.models.chatModel(), messages, options);
    return (await calls.call(messages, ask, { key: GATHER })).text;
  }
}
