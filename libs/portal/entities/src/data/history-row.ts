import { type AuditActor, type AuditLog } from '@bureau/contracts';

/** One step in the life of a record, as `GET /entities/{id}/history` tells it to those who may see the record. */
export type HistoryRow = Pick<
  AuditLog,
  | 'id'
  | 'timestamp'
  | 'action'
  | 'entity_version'
  | 'old_values'
  | 'new_values'
  | 'user_id'
  | 'approved_by'
  | 'agent_task_id'
  | 'change_set_id'
> & { actor: Pick<AuditActor, 'type' | 'name'> };
