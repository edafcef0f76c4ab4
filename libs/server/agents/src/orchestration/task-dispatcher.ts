import { commonError } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { type AgentDefinition } from '../agents/agent-definition';
import { AgentPolicies } from '../agents/agent-policies.service';
import { AgentRegistry } from '../agents/agent-registry';

/** Decides which agent a task goes to: the one that was named, else the first whose trade it is and that is switched on. */
@Injectable()
export class TaskDispatcher {
  constructor(
    private readonly agents: AgentRegistry,
    private readonly policies: AgentPolicies,
  ) {}

  /** Checks the name in a request. @throws 400 for an agent that there is not, 409 for one that is switched off */
  async check(agent: string | undefined): Promise<void> {
    if (agent === undefined) return;
    if (!this.agents.get(agent)) {
      const names = this.agents.all().map(({ name }) => name);
      const detail = `There is no such agent; there are: ${names.join(', ')}.`;
      throw commonError('VALIDATION_FAILED', detail, {
        errors: [{ pointer: '/agent', code: 'UNKNOWN_AGENT', detail }],
      });
    }
    const { settings } = await this.policies.of(agent);
    if (!settings.enabled) throw commonError('STATE_CONFLICT', `The agent ${agent} is switched off.`);
  }

  /** The agent for a task, or null where the one that it names has left the office, or nobody is there to take it. */
  async dispatch({ agent }: { agent: string | null }): Promise<AgentDefinition | null> {
    if (agent !== null) return this.agents.get(agent);
    const changed = await this.policies.all();
    return this.agents.all().find(({ name }) => changed.get(name)?.settings.enabled ?? true) ?? null;
  }
}
