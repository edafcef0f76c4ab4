import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ChangeSetTable } from './change-set.table';

/** One vote of one person on one content of a set. */
@Entity('change_set_decisions')
export class ChangeSetDecisionTable {
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_change_set_decisions' })
  @ForeignKey(() => ChangeSetTable, { name: 'fk_change_set_decisions_set', onDelete: 'CASCADE' })
  change_set_id!: number;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'pk_change_set_decisions' })
  @ForeignKey('users', { name: 'fk_change_set_decisions_user' })
  user_id!: number;

  @PrimaryColumn({ type: 'varchar', length: 64, primaryKeyConstraintName: 'pk_change_set_decisions' })
  payload_hash!: string;

  @Column({ type: 'varchar', length: 10 })
  decision!: 'approve' | 'reject';

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  at!: Date;
}
