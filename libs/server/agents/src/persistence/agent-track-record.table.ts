import { type ChangeOperation } from '@bureau/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What came of the changes that an agent proposed, counted where each is decided. */
@Entity('agent_track_records')
export class AgentTrackRecordTable {
  @PrimaryColumn({ type: 'varchar', length: 100, primaryKeyConstraintName: 'pk_agent_track_records' })
  agent!: string;

  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_agent_track_records' })
  operation!: ChangeOperation;

  /** Empty for operations without fields. */
  @PrimaryColumn({
    type: 'varchar',
    length: 1000,
    default: '',
    primaryKeyConstraintName: 'pk_agent_track_records',
  })
  field!: string;

  @Column({ type: 'int', default: 0 })
  accepted!: number;

  @Column({ type: 'int', default: 0 })
  edited!: number;

  @Column({ type: 'int', default: 0 })
  rejected!: number;

  /** Committed by policy, without a person. */
  @Column({ type: 'int', default: 0 })
  automatic!: number;

  @Column({ type: 'int', default: 0 })
  undone!: number;
}
