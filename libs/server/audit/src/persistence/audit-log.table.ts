import { type ActorType, type AuditLog, type JsonObject } from '@bureau/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * One row of the audit log, append-only and written by the write path. TypeORM can describe neither partitions nor the
 * column `xid` (`xid8`, by which seals are made), so it is told to leave the schema of this table alone.
 */
@Entity({ name: 'audit_logs', synchronize: false })
export class AuditLogTable {
  @PrimaryColumn({
    type: 'bigint',
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_audit_logs',
  })
  id!: number;

  @PrimaryColumn({
    type: 'timestamptz',
    precision: 3,
    default: () => 'now()',
    primaryKeyConstraintName: 'pk_audit_logs',
  })
  timestamp!: string;

  @Column({ type: 'int', nullable: true })
  user_id!: number | null;

  @Column({ type: 'varchar', length: 100 })
  action!: string;

  @Column({ type: 'varchar', length: 50, nullable: true })
  entity_type!: string | null;

  @Column({ type: 'bigint', nullable: true })
  entity_id!: number | null;

  @Column({ type: 'int', nullable: true })
  entity_version!: number | null;

  @Column({ type: 'jsonb', nullable: true })
  old_values!: JsonObject | null;

  @Column({ type: 'jsonb', nullable: true })
  new_values!: JsonObject | null;

  @Column({ type: 'varchar', length: 20, default: 'success' })
  outcome!: AuditLog['outcome'];

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'varchar', length: 10 })
  actor_type!: ActorType;

  @Column({ type: 'text', nullable: true })
  actor_id!: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  actor_name!: string | null;

  @Column({ type: 'int', nullable: true })
  on_behalf_of!: number | null;

  @Column({ type: 'int', nullable: true })
  approved_by!: number | null;

  @Column({ type: 'bigint', nullable: true })
  session_id!: number | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  request_id!: string | null;

  @Column({ type: 'bigint', nullable: true })
  agent_task_id!: number | null;

  @Column({ type: 'bigint', nullable: true })
  change_set_id!: number | null;

  @Column({ type: 'inet', nullable: true })
  ip!: string | null;

  @Column({ type: 'varchar', length: 400, nullable: true })
  user_agent!: string | null;

  /** Salt of the hash that stands for `actor_name`, `ip` and `user_agent` in the seal; null once they are erased. */
  @Column({ type: 'uuid', nullable: true, default: () => 'gen_random_uuid()' })
  actor_salt!: string | null;

  /** The same for what names a person in the old and new values; null where they name nobody. */
  @Column({ type: 'uuid', nullable: true })
  values_salt!: string | null;

  /** The hash itself, once what it stands for is erased. */
  @Column({ type: 'bytea', nullable: true })
  actor_hash!: Buffer | null;

  @Column({ type: 'bytea', nullable: true })
  values_hash!: Buffer | null;
}
