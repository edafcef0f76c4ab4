import { type EscalationContext, type EscalationKind, type EscalationStatus } from '@bureau/contracts';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { ChangeSetTable } from '../../change-sets/persistence/change-set.table';
import { AgentTaskTable } from '../../persistence/agent-task.table';

/** Something that an agent cannot settle alone. */
@Entity('escalations')
@Index('ix_escalations_open', { synchronize: false })
@Index('ix_escalations_task', { synchronize: false })
@Index('ix_escalations_rise', { synchronize: false })
@Index('ix_escalations_role', { synchronize: false })
@Index('ix_escalations_delegate', { synchronize: false })
export class EscalationTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_escalations',
  })
  id!: number;

  @Column({ type: 'varchar', length: 20 })
  kind!: EscalationKind;

  @Column({ type: 'varchar', length: 20, default: 'open' })
  status!: EscalationStatus;

  @Column({ type: 'varchar', length: 255 })
  title!: string;

  @Column({ type: 'text' })
  detail!: string;

  @Column({ type: 'bigint' })
  @ForeignKey(() => AgentTaskTable, { name: 'fk_escalations_task' })
  agent_task_id!: number;

  @Column({ type: 'bigint', nullable: true })
  @ForeignKey(() => ChangeSetTable, { name: 'fk_escalations_change_set' })
  change_set_id!: number | null;

  @Column({ type: 'jsonb', default: {} })
  context!: EscalationContext;

  @Column({ type: 'int' })
  @ForeignKey('users', { name: 'fk_escalations_assignee' })
  assigned_to!: number;

  /** Everybody of the role is asked as well, once the person did not answer in time. */
  @Column({ type: 'varchar', length: 100, nullable: true })
  assigned_role!: string | null;

  /** Who answers in the place of the person who was asked. */
  @Column({ type: 'int', nullable: true })
  @ForeignKey('users', { name: 'fk_escalations_delegate' })
  delegated_to!: number | null;

  /** When more people are asked; null where nobody is left. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  escalate_at!: Date | null;

  @Column({ type: 'varchar', length: 40, nullable: true })
  decision!: string | null;

  @Column({ type: 'text', nullable: true })
  answer!: string | null;

  @Column({ type: 'int', nullable: true })
  @ForeignKey('users', { name: 'fk_escalations_decider' })
  decided_by!: number | null;

  @Column({ type: 'timestamptz', precision: 3 })
  due_at!: Date;

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: Date;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updated_at!: Date;
}
