import { CHANGE_SET_STATUSES, type ChangeSetStatus, type Risk } from '@bureau/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { AgentTaskTable } from '../../persistence/agent-task.table';

/** What somebody or an agent proposes to change, as a whole. */
@Entity('change_sets')
@Check(
  'ck_change_sets_status',
  `status in (${CHANGE_SET_STATUSES.map((status) => `'${status}'`).join(', ')})`,
)
@Index('ix_change_sets_status', { synchronize: false })
@Index('ix_change_sets_task', { synchronize: false })
@Index('ix_change_sets_creator', { synchronize: false })
@Index('ix_change_sets_due', { synchronize: false })
@Index('uq_change_sets_revert', { synchronize: false })
@Index('ix_change_sets_delegate', { synchronize: false })
@Index('ix_change_sets_reverts_task', { synchronize: false })
export class ChangeSetTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_change_sets',
  })
  id!: number;

  @Column({ type: 'bigint', nullable: true })
  @ForeignKey(() => AgentTaskTable, { name: 'fk_change_sets_task' })
  agent_task_id!: number | null;

  @Column({ type: 'varchar', length: 20, default: 'proposed' })
  status!: ChangeSetStatus;

  @Column({ type: 'varchar', length: 255 })
  title!: string;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'varchar', length: 10, default: 'low' })
  risk!: Risk;

  @Column({ type: 'varchar', length: 100, nullable: true })
  agent!: string | null;

  @Column({ type: 'varchar', length: 64 })
  payload_hash!: string;

  @Column({ type: 'int' })
  item_count!: number;

  @Column({ type: 'int', default: 1 })
  required_decisions!: number;

  /** Approvals of the content that `payload_hash` names. */
  @Column({ type: 'int', default: 0 })
  approvals!: number;

  @Column({ type: 'int' })
  @ForeignKey('users', { name: 'fk_change_sets_creator' })
  created_by!: number;

  @Column({ type: 'int', nullable: true })
  @ForeignKey('users', { name: 'fk_change_sets_decider' })
  decided_by!: number | null;

  @Column({ type: 'bigint', nullable: true })
  @ForeignKey(() => ChangeSetTable, { name: 'fk_change_sets_reverts' })
  reverts_id!: number | null;

  /** The task whose changes it takes back, where it is a whole one. */
  @Column({ type: 'bigint', nullable: true })
  @ForeignKey(() => AgentTaskTable, { name: 'fk_change_sets_reverts_task' })
  reverts_task_id!: number | null;

  /** Who decides in the place of those who were asked. */
  @Column({ type: 'int', nullable: true })
  @ForeignKey('users', { name: 'fk_change_sets_delegate' })
  delegated_to!: number | null;

  @Column({ type: 'timestamptz', precision: 3 })
  expires_at!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  committed_at!: Date | null;

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: Date;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updated_at!: Date;
}
