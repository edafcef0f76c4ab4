import { AIMessage, type BaseMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import { Inject, Injectable } from '@nestjs/common';
import { type AgentDefinition } from '../agents/agent-definition';
import { MODEL_PROVIDER, type ModelProvider } from '../models/model-provider';
import { type ModelCalls } from '../runtime/model-calls';
import { requestOf } from '../runtime/request-message';
import { RunFailed, runSignalOf } from '../runtime/run-signals';
import { TaskJournal } from '../runtime/task-journal';
import { type TaskRun, usedBy } from '../runtime/task-run';
import { streamAnswer } from '../runtime/stream-answer';
import { planPrompt } from './dispatcher.agent';
import { planByRules } from './plan-by-rules';
import { recordRuled, recordedText } from './ruled-step';
import { mostParts } from './share-limits';
import { MAX_PARTS, planFormat, readPlan, type TaskPlan } from './task-plan';

/** Names of the steps that choose. */
const PLAN = 'plan';
const REPAIR = 'plan-again';
const RULES = 'plan-by-rules';

/** Decides who does what of a task: by the model's structured answer, with one try to repair it, else by rules. */
@Injectable()
export class TaskPlanner {
  constructor(
    private readonly journal: TaskJournal,
    @Inject(MODEL_PROVIDER) private readonly models: ModelProvider,
  ) {}

  /**
   * The plan of this pass of the task: recorded, or made and recorded.
   * @param staff who can be given work
   */
  async plan(run: TaskRun, calls: ModelCalls, staff: readonly AgentDefinition[]): Promise<TaskPlan> {
    const names = staff.map(({ name }) => name);
    const most = Math.min(MAX_PARTS, mostParts(run.keeper.limits, usedBy(run)));
    const ruled = recordedText(run, RULES);
    if (ruled === null && this.models.thinks) {
      const plan = await this.byModel(run, calls, staff, most);
      if (plan) return plan;
    }
    const plan = planByRules(run.task.input, names, most);
    const reading = ruled === null ? null : readPlan(ruled, names, most);
    if (reading?.ok) return reading.plan;
    await recordRuled(this.journal, run, RULES, JSON.stringify(plan));
    return plan;
  }

  /** @returns null where the model gave no plan that can be used, or its address knows no such answers */
  private async byModel(
    run: TaskRun,
    calls: ModelCalls,
    staff: readonly AgentDefinition[],
    most: number,
  ): Promise<TaskPlan | null> {
    const names = staff.map(({ name }) => name);
    const model = this.models.chatModel(planFormat(names));
    let messages: BaseMessage[] = [
      new SystemMessage(planPrompt(staff, most)),
      ...run.history,
      requestOf(run.task),
    ];
    try {
      for (const key of [PLAN, REPAIR]) {
        const asked = messages;
        const answer = await calls.call(asked, () => streamAnswer(model, asked, { signal: run.signal }), {
          key,
          silent: true,
        });
        const reading = readPlan(answer.text, names, most);
        if (reading.ok) return reading.plan;
        const repair = `That cannot be used:\n${reading.problem}\nAnswer again, with JSON alone.`;
        messages = [...messages, new AIMessage(answer.text), new HumanMessage(repair)];
      }
    } catch (error) {
      const signal = runSignalOf(error);
      if (!(signal instanceof RunFailed) || signal.error.code !== 'MODEL_REFUSED') throw error;
    }
    return null;
  }
}
