import { CONFIG, type Config } from '@bureau/platform';
import { Inject, Injectable } from '@nestjs/common';
import { AgentPolicies } from '../agents/agent-policies.service';
import { type AgentDefinition } from '../agents/agent-definition';
import { RunFailed } from '../runtime/run-signals';
import { type AgentTaskRow } from '../tasks/agent-task.resource';
import { LimitKeeper } from './limit-keeper';
import { effectiveLimits } from './task-limits';

/** What a task may use up: what was asked for, within what its agent was granted, within what its requester has for a day. */
@Injectable()
export class TaskBudgets {
  constructor(
    private readonly policies: AgentPolicies,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws RunFailed where the agent was switched off */
  async keeperFor(task: AgentTaskRow, agent: AgentDefinition): Promise<LimitKeeper> {
    const { settings } = await this.policies.of(agent.name);
    if (!settings.enabled)
      throw new RunFailed({ code: 'AGENT_DISABLED', detail: `The agent ${agent.name} is switched off.` });
    const { dailyTokens, dailyCost } = this.config.quotas;
    return new LimitKeeper(
      effectiveLimits(task.limits, settings.limits),
      { agent: settings.daily_limits, requester: { tokens: dailyTokens, cost: dailyCost } },
      task.beyond_daily,
    );
  }
}
