import { commonError } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { type AgentDefinition } from '../agents/agent-definition';
import { AgentPolicies } from '../agents/agent-policies.service';
import { AgentRegistry } from '../agents/agent-registry';
import { DISPATCHER } from './dispatcher.agent';

/** Knows who can take a task up; which of them does, where nobody was named, is decided in the task's own run. */
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

  /** Agents that are switched on. */
  async staff(): Promise<AgentDefinition[]> {
    const changed = await this.policies.all();
    return this.agents.all().filter(({ name }) => changed.get(name)?.settings.enabled ?? true);
  }

  /**
   * Who takes up a task: the agent that it names, else the dispatcher, who chooses; where only one agent is there, that
   * one. Null where the agent has left the office, or nobody is there.
   */
  async dispatch({ agent }: { agent: string | null }): Promise<AgentDefinition | null> {
    if (agent !== null && agent !== DISPATCHER.name) return this.agents.get(agent);
    const staff = await this.staff();
    return staff.length > 1 ? DISPATCHER : (staff[0] ?? null);
  }
}
