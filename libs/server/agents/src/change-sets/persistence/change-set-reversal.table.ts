import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ChangeSetTable } from './change-set.table';

/** A set that is taken back by another one once that is committed. */
@Entity('change_set_reversals')
@Index('ix_change_set_reversals_set', { synchronize: false })
export class ChangeSetReversalTable {
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_change_set_reversals' })
  @ForeignKey(() => ChangeSetTable, { name: 'fk_change_set_reversals_inverse', onDelete: 'CASCADE' })
  inverse_id!: number;

  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_change_set_reversals' })
  @ForeignKey(() => ChangeSetTable, { name: 'fk_change_set_reversals_set', onDelete: 'CASCADE' })
  change_set_id!: number;
}
