import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What an agent used up for one person in a day (UTC). */
@Entity('agent_usage')
@Index('ix_agent_usage_agent', ['agent', 'day'])
export class AgentUsageTable {
  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'pk_agent_usage' })
  @ForeignKey('users', { name: 'fk_agent_usage_user' })
  user_id!: number;

  @PrimaryColumn({ type: 'date', primaryKeyConstraintName: 'pk_agent_usage' })
  day!: string;

  @PrimaryColumn({ type: 'varchar', length: 100, primaryKeyConstraintName: 'pk_agent_usage' })
  agent!: string;

  @Column({ type: 'int', default: 0 })
  model_calls!: number;

  @Column({ type: 'int', default: 0 })
  tool_calls!: number;

  /** Read and written. */
  @Column({ type: 'bigint', default: 0 })
  tokens!: number;

  /** US dollars. */
  @Column({ type: 'numeric', precision: 14, scale: 6, default: 0 })
  cost!: string;

  @Column({ type: 'int', default: 0 })
  records!: number;

  @Column({ type: 'int', default: 0 })
  fields!: number;

  @Column({ type: 'int', default: 0 })
  deletes!: number;

  @Column({ type: 'int', default: 0 })
  messages!: number;
}
