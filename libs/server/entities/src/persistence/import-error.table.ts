import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ImportJobTable } from './import-job.table';

/** Why a row of a file was not imported. */
@Entity('import_errors')
export class ImportErrorTable {
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_import_errors' })
  @ForeignKey(() => ImportJobTable, { name: 'fk_import_errors_import', onDelete: 'CASCADE' })
  import_id!: number;

  /** The row's place behind the titles, from 1. */
  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'pk_import_errors' })
  n!: number;

  @Column({ type: 'int' })
  line!: number;

  @Column({ type: 'varchar', length: 255, nullable: true })
  column_title!: string | null;

  @Column({ type: 'text' })
  detail!: string;
}
