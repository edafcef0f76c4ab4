import { type ActorType, type AuditLog } from '@bureau/contracts';

/** A row as the table has it: the actor in three columns. */
export type AuditRow = Omit<AuditLog, 'actor'> & {
  actor_type: ActorType;
  actor_id: string | null;
  actor_name: string | null;
};

export function toAuditLog({ actor_type, actor_id, actor_name, ...row }: AuditRow): AuditLog {
  return { ...row, actor: { type: actor_type, id: actor_id, name: actor_name } };
}
