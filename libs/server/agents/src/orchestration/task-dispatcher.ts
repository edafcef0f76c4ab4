import { commonError } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { type AgentDefinition } from '../agents/agent-definition';
import { AgentRegistry } from '../agents/agent-registry';

/** Decides which agent a task goes to: the one that was named, else the first whose trade it is. */
@Injectable()
export class TaskDispatcher {
  constructor(private readonly agents: AgentRegistry) {}

  /** Checks the name in a request. @throws 400 for an agent that there is not */
  check(agent: string | undefined): void {
    if (agent === undefined || this.agents.get(agent)) return;
    const names = this.agents.all().map(({ name }) => name);
    const detail = `There is no such agent; there are: ${names.join(', ')}.`;
    throw commonError('VALIDATION_FAILED', detail, {
      errors: [{ pointer: '/agent', code: 'UNKNOWN_AGENT', detail }],
    });
  }

  /** The agent for a task, or null where the one that it names has left the office. */
  dispatch({ agent }: { agent: string | null }): AgentDefinition | null {
    if (agent !== null) return this.agents.get(agent);
    return this.agents.all()[0] ?? null;
  }
}
