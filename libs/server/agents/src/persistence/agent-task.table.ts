import { type AgentTaskStatus, type TaskError, type TaskLimits } from '@bureau/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { ConversationTable } from '../conversations/persistence/conversation.table';

/** A piece of work that somebody asked agents for. */
@Entity('agent_tasks')
@Check(
  'ck_agent_tasks_status',
  `status in ('queued', 'running', 'waiting_approval', 'waiting_input', 'completed', 'failed', 'cancelled')`,
)
@Check('ck_agent_tasks_part', `num_nulls(parent_id, parent_run, part) in (0, 3)`)
@Unique('uq_agent_tasks_part', ['parent_id', 'parent_run', 'part'])
@Index('ix_agent_tasks_conversation', { synchronize: false })
@Index('ix_agent_tasks_requester', { synchronize: false })
@Index('ix_agent_tasks_status', { synchronize: false })
@Index('ix_agent_tasks_open', { synchronize: false })
export class AgentTaskTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_agent_tasks',
  })
  id!: number;

  @Column({ type: 'varchar', length: 20, default: 'queued' })
  status!: AgentTaskStatus;

  @Column({ type: 'text' })
  input!: string;

  @Column({ type: 'varchar', length: 100, nullable: true })
  agent!: string | null;

  @Column({ type: 'jsonb', default: [] })
  entity_ids!: number[];

  @Column({ type: 'int', default: 5 })
  priority!: number;

  @Column({ type: 'text', nullable: true })
  result!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  error!: TaskError | null;

  @Column({ type: 'varchar', length: 100, nullable: true })
  model!: string | null;

  @Column({ type: 'int', default: 0 })
  input_tokens!: number;

  @Column({ type: 'int', default: 0 })
  output_tokens!: number;

  @Column({ type: 'int', default: 0 })
  tool_calls!: number;

  /** US dollars. */
  @Column({ type: 'numeric', precision: 14, scale: 6, default: 0 })
  cost!: string;

  /** As asked for, and since raised; the usual ones for what it does not name. */
  @Column({ type: 'jsonb', default: {} })
  limits!: Partial<TaskLimits>;

  @Column({ type: 'int', default: 0 })
  model_calls!: number;

  /** Proposed so far. */
  @Column({ type: 'int', default: 0 })
  records!: number;

  @Column({ type: 'int', default: 0 })
  fields!: number;

  @Column({ type: 'int', default: 0 })
  deletes!: number;

  /** Sent so far. */
  @Column({ type: 'int', default: 0 })
  messages!: number;

  /** Somebody let it go on although the limits of a day were reached. */
  @Column({ type: 'boolean', default: false })
  beyond_daily!: boolean;

  /** Milliseconds at work, up to the end of the last spell. */
  @Column({ type: 'bigint', default: 0 })
  active_ms!: number;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  spell_started_at!: Date | null;

  @Column({ type: 'int', default: 0 })
  attempts!: number;

  /** How often a worker died with the task since it was last taken up by a person. */
  @Column({ type: 'int', default: 0 })
  crashes!: number;

  /** Which pass over the ledger is current; a retry from the start begins a new one. */
  @Column({ type: 'int', default: 1 })
  run!: number;

  @Column({ type: 'bigint', nullable: true })
  @ForeignKey(() => ConversationTable, { name: 'fk_agent_tasks_conversation' })
  conversation_id!: number | null;

  /** The task that it is a part of. */
  @Column({ type: 'bigint', nullable: true })
  @ForeignKey(() => AgentTaskTable, { name: 'fk_agent_tasks_parent' })
  parent_id!: number | null;

  /** The pass of that task which split it up. */
  @Column({ type: 'int', nullable: true })
  parent_run!: number | null;

  /** Which part, counted from 1. */
  @Column({ type: 'int', nullable: true })
  part!: number | null;

  @Column({ type: 'int' })
  @ForeignKey('users', { name: 'fk_agent_tasks_requester' })
  requested_by!: number;

  @Column({ type: 'bigint', nullable: true })
  @ForeignKey('api_keys', { name: 'fk_agent_tasks_api_key' })
  api_key_id!: number | null;

  @Column({ type: 'int', default: 0 })
  lease_epoch!: number;

  @Column({ type: 'varchar', length: 100, nullable: true })
  lease_owner!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  lease_expires_at!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  cancel_requested_at!: Date | null;

  /** `seq` of the last durable event. */
  @Column({ type: 'int', default: 0 })
  event_seq!: number;

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: Date;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updated_at!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  started_at!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  finished_at!: Date | null;
}
