import {
  CHANGE_OPERATIONS,
  type ChangeOperation,
  type FieldChange,
  type JsonObject,
} from '@bureau/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { ChangeSetTable } from './change-set.table';

/** One change of one record within a set. */
@Entity('change_set_items')
@Check(
  'ck_change_set_items_operation',
  `operation in (${CHANGE_OPERATIONS.map((name) => `'${name}'`).join(', ')})`,
)
@Index('ix_change_set_items_set', ['change_set_id', 'id'])
@Index('ix_change_set_items_entity', { synchronize: false })
@Index('uq_change_set_items_record', { synchronize: false })
export class ChangeSetItemTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_change_set_items',
  })
  id!: number;

  @Column({ type: 'bigint' })
  @ForeignKey(() => ChangeSetTable, { name: 'fk_change_set_items_set', onDelete: 'CASCADE' })
  change_set_id!: number;

  @Column({ type: 'varchar', length: 10 })
  operation!: ChangeOperation;

  @Column({ type: 'bigint', nullable: true })
  entity_id!: number | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  entity_name!: string | null;

  @Column({ type: 'int', nullable: true })
  base_version!: number | null;

  @Column({ type: 'jsonb', default: [] })
  changes!: FieldChange[];

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  evidence!: JsonObject | null;

  @Column({ type: 'varchar', length: 10, nullable: true })
  decision!: 'approve' | 'reject' | null;
}
