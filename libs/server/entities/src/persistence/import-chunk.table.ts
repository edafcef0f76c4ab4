import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ImportJobTable } from './import-job.table';

/** A piece of an uploaded file, in order; gone once the import is over. */
@Entity('import_chunks')
export class ImportChunkTable {
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_import_chunks' })
  @ForeignKey(() => ImportJobTable, { name: 'fk_import_chunks_import', onDelete: 'CASCADE' })
  import_id!: number;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'pk_import_chunks' })
  seq!: number;

  @Column({ type: 'bytea' })
  data!: Buffer;
}
