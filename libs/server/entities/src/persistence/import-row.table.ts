import { type JsonObject } from '@bureau/contracts';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ImportJobTable } from './import-job.table';

/** A row of a file that was checked and waits to be written; gone once the import is over. */
@Entity('import_rows')
export class ImportRowTable {
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_import_rows' })
  @ForeignKey(() => ImportJobTable, { name: 'fk_import_rows_import', onDelete: 'CASCADE' })
  import_id!: number;

  /** The row's place behind the titles, from 1. */
  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'pk_import_rows' })
  n!: number;

  @Column({ type: 'int' })
  line!: number;

  /** What its record is found by: a name as text, or an object with one value at the key's path. */
  @Column({ type: 'jsonb', nullable: true })
  key_value!: string | JsonObject | null;

  /** The fields that the row gives. */
  @Column({ type: 'jsonb' })
  record!: JsonObject;
}
