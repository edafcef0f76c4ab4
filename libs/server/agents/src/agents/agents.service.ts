import { type Agent, type AgentSettings } from '@bureau/contracts';
import { Injectable } from '@nestjs/common';
import { assertRules } from '../change-sets/autonomy/rule-check';
import { AgentPolicies } from './agent-policies.service';
import { AgentRegistry } from './agent-registry';

/** Who works in the office, with what each is granted. */
@Injectable()
export class AgentsService {
  constructor(
    private readonly registry: AgentRegistry,
    private readonly policies: AgentPolicies,
  ) {}

  async list(): Promise<Agent[]> {
    const changed = await this.policies.all();
    return this.registry
      .all()
      .map((agent) => this.registry.describe(agent, changed.get(agent.name) ?? AgentPolicies.UNCHANGED));
  }

  /** @throws 404 where there is no agent of the name */
  async get(name: string): Promise<Agent> {
    const agent = this.registry.named(name);
    return this.registry.describe(agent, await this.policies.of(name));
  }

  /** @throws 404 as {@link get} does, 400 for a rule that could cover nothing, 412 where the policy has another version */
  async changePolicy(name: string, patch: Partial<AgentSettings>, ifMatch: number | null): Promise<Agent> {
    const agent = this.registry.named(name);
    assertRules(patch.auto_approve ?? []);
    return this.registry.describe(agent, await this.policies.change(name, patch, ifMatch));
  }
}
