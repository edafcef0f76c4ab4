import { type Agent } from '@bureau/contracts';
import { commonError } from '@bureau/platform';
import { Inject, Injectable } from '@nestjs/common';
import { MODEL_PROVIDER, type ModelProvider } from '../models/model-provider';
import { type AgentTool } from '../tools/agent-tool';
import { ToolRegistry } from '../tools/tool-registry';
import { type AgentDefinition } from './agent-definition';
import { type GrantedSettings } from './agent-policies.service';
import { ANALYST } from './analyst/analyst.agent';
import { CURATOR } from './curator/curator.agent';
import { REPORTER } from './reporter/reporter.agent';

/** Injection token of the agents that the office has. */
export const AGENT_DEFINITIONS = Symbol('AGENT_DEFINITIONS');

export const OFFICE_AGENTS: readonly AgentDefinition[] = [ANALYST, CURATOR, REPORTER];

/** Who works in the office. The process does not start with two agents of one name, or with tools that there are not. */
@Injectable()
export class AgentRegistry {
  private readonly agents = new Map<string, AgentDefinition>();

  constructor(
    @Inject(AGENT_DEFINITIONS) definitions: readonly AgentDefinition[],
    private readonly tools: ToolRegistry,
    @Inject(MODEL_PROVIDER) private readonly models: ModelProvider,
  ) {
    for (const definition of definitions) this.add(definition);
  }

  get(name: string): AgentDefinition | null {
    return this.agents.get(name) ?? null;
  }

  all(): AgentDefinition[] {
    return [...this.agents.values()];
  }

  toolsOf(agent: AgentDefinition): AgentTool[] {
    return agent.tools.map((name) => this.tools.get(name));
  }

  /** The agent of the name. @throws 404 where there is none */
  named(name: string): AgentDefinition {
    const agent = this.agents.get(name);
    if (!agent) throw commonError('NOT_FOUND', `There is no agent ${name.slice(0, 100)}.`);
    return agent;
  }

  /** The agent as it goes over the wire, with what it is granted. */
  describe(agent: AgentDefinition, { settings, version }: GrantedSettings): Agent {
    return {
      name: agent.name,
      role: agent.role,
      responsibilities: [...agent.responsibilities],
      tools: this.toolsOf(agent).map((tool) => ({ name: tool.name, description: tool.description })),
      model: this.models.name,
      policy: { ...agent.policy, ...settings, version },
    };
  }

  private add(definition: AgentDefinition): void {
    if (this.agents.has(definition.name)) throw new Error(`two agents are called ${definition.name}`);
    const unknown = new Set(definition.tools);
    if (unknown.size !== definition.tools.length) throw new Error(`${definition.name} names a tool twice`);
    for (const name of definition.tools) this.tools.get(name);
    this.agents.set(definition.name, definition);
  }
}
