import { type AgentSettings } from '@bureau/contracts';
import { type ResourceDefinition } from '@bureau/platform';

export interface AgentPolicyRow {
  id: number;
  agent: string;
  settings: Partial<AgentSettings>;
  version: number;
}

/** What the write path knows of an agent's policy. */
export const AGENT_POLICY_RESOURCE: ResourceDefinition<AgentPolicyRow> = {
  type: 'agent_policy',
  table: 'agent_policies',
  columns: { agent: { type: 'text' }, settings: { type: 'jsonb', default: `'{}'` } },
  returning: ['id', 'agent', 'settings', 'version'],
  event: ['agent'],
};
