import type { JsonObject } from './entity';

export const ACTOR_TYPES = ['user', 'api_key', 'agent', 'system'] as const;
export type ActorType = (typeof ACTOR_TYPES)[number];

export interface AuditActor {
  type: ActorType;
  id: string | null;
  name: string | null;
}

/** One change, or one refused attempt; nobody can alter or delete it. */
export interface AuditLog {
  id: number;
  timestamp: string;
  /** The person whose rights were used, also when an agent acted. */
  user_id: number | null;
  action: string;
  entity_type: string | null;
  entity_id: number | null;
  entity_version: number | null;
  old_values: JsonObject | null;
  new_values: JsonObject | null;
  outcome: 'success' | 'refused' | 'failed';
  reason: string | null;
  actor: AuditActor;
  on_behalf_of: number | null;
  approved_by: number | null;
  session_id: number | null;
  request_id: string | null;
  agent_task_id: number | null;
  change_set_id: number | null;
  ip: string | null;
  user_agent: string | null;
}
