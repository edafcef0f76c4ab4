import { type ImportRowError, type ImportStatus } from '@bureau/contracts';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** An import of records from a file, with how far it has come. */
@Entity('import_jobs')
@Index('ix_import_jobs_open', { synchronize: false })
export class ImportJobTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_import_jobs',
  })
  id!: number;

  @Column({ type: 'varchar', length: 20, default: 'queued' })
  status!: ImportStatus;

  @Column({ type: 'varchar', length: 255 })
  file_name!: string;

  /** The file's column that holds the names; `name` where null. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  name_column!: string | null;

  /** Rows of the file that are settled: a resumed run goes on after them. */
  @Column({ type: 'int', default: 0 })
  rows_read!: number;

  @Column({ type: 'int', default: 0 })
  rows_created!: number;

  @Column({ type: 'int', default: 0 })
  rows_failed!: number;

  @Column({ type: 'jsonb', default: [] })
  errors!: ImportRowError[];

  @Column({ type: 'text', nullable: true })
  error!: string | null;

  @Column({ type: 'int' })
  @ForeignKey('users', { name: 'fk_import_jobs_requester' })
  requested_by!: number;

  @Column({ type: 'int', default: 0 })
  lease_epoch!: number;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  lease_expires_at!: string | null;

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: string;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updated_at!: string;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  finished_at!: string | null;
}
