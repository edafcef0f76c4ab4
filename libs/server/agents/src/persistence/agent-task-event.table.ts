import { type JsonObject, type TaskEventType } from '@bureau/contracts';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AgentTaskTable } from './agent-task.table';

/** What happened in a task, in order and without gaps. */
@Entity('agent_task_events')
export class AgentTaskEventTable {
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_agent_task_events' })
  @ForeignKey(() => AgentTaskTable, { name: 'fk_agent_task_events_task', onDelete: 'CASCADE' })
  task_id!: number;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'pk_agent_task_events' })
  seq!: number;

  @Column({ type: 'varchar', length: 40 })
  type!: TaskEventType;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' })
  at!: Date;

  @Column({ type: 'jsonb' })
  data!: JsonObject;
}
