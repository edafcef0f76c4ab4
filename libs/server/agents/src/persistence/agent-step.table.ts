import { type JsonValue, type StepKind, type StepStatus } from '@bureau/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { AgentTaskTable } from './agent-task.table';

/** One model or tool call of a task: the ledger from which an interrupted run is rebuilt. */
@Entity('agent_steps')
@Index('ix_agent_steps_escalation', { synchronize: false })
@Unique('uq_agent_steps', ['task_id', 'run', 'kind', 'step_key'])
@Check('ck_agent_steps_kind', `kind in ('model', 'tool', 'parts')`)
@Check('ck_agent_steps_status', `status in ('started', 'waiting', 'done', 'failed')`)
export class AgentStepTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_agent_steps',
  })
  id!: number;

  @Column({ type: 'bigint' })
  @ForeignKey(() => AgentTaskTable, { name: 'fk_agent_steps_task', onDelete: 'CASCADE' })
  task_id!: number;

  @Column({ type: 'int' })
  run!: number;

  @Column({ type: 'varchar', length: 10 })
  kind!: StepKind;

  @Column({ type: 'varchar', length: 200 })
  step_key!: string;

  @Column({ type: 'varchar', length: 100 })
  name!: string;

  @Column({ type: 'varchar', length: 10, default: 'started' })
  status!: StepStatus;

  @Column({ type: 'jsonb' })
  input!: JsonValue;

  @Column({ type: 'jsonb', nullable: true })
  output!: JsonValue;

  @Column({ type: 'int', default: 0 })
  input_tokens!: number;

  @Column({ type: 'int', default: 0 })
  output_tokens!: number;

  @Column({ type: 'numeric', precision: 14, scale: 6, default: 0 })
  cost!: string;

  @Column({ type: 'int' })
  lease_epoch!: number;

  /** The change set on whose decision a `waiting` step waits. */
  @Column({ type: 'bigint', nullable: true })
  change_set_id!: number | null;

  /** The question on whose answer a `waiting` step waits. */
  @Column({ type: 'bigint', nullable: true })
  @ForeignKey('escalations', { name: 'fk_agent_steps_escalation' })
  escalation_id!: number | null;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' })
  started_at!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  finished_at!: Date | null;
}
