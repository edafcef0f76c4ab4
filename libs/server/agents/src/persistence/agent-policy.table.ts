import { type AgentSettings } from '@bureau/contracts';
import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** What an admin granted an agent; an agent without a row has what its definition says. */
@Entity('agent_policies')
@Unique('uq_agent_policies_agent', ['agent'])
export class AgentPolicyTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'int',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_agent_policies',
  })
  id!: number;

  @Column({ type: 'varchar', length: 100 })
  agent!: string;

  @Column({ type: 'jsonb', default: {} })
  settings!: Partial<AgentSettings>;

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: Date;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updated_at!: Date;
}
