import { type ImportFormat, type ImportRowError, type ImportStatus } from '@bureau/contracts';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { type ImportPlan } from '../imports/plan/import-plan';

/** An import of records from a file, with how far it has come. */
@Entity('import_jobs')
@Index('ix_import_jobs_open', { synchronize: false })
@Index('uq_import_jobs_change_set', { synchronize: false })
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

  @Column({ type: 'varchar', length: 10, default: 'csv' })
  format!: ImportFormat;

  /** As it was sent; it is kept in UTF-8. */
  @Column({ type: 'varchar', length: 20, default: 'utf-8' })
  encoding!: string;

  /** SHA-256 of the file in hex, as it is kept. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  content_hash!: string | null;

  /** What becomes of the columns; null for an upload in one step, whose titles say it. */
  @Column({ type: 'jsonb', nullable: true })
  plan!: ImportPlan | null;

  @Column({ type: 'varchar', length: 10, nullable: true })
  phase!: 'checking' | 'writing' | null;

  /** Rows of the file that are checked: a resumed run goes on after them. */
  @Column({ type: 'int', default: 0 })
  rows_read!: number;

  @Column({ type: 'int', nullable: true })
  rows_total!: number | null;

  /** Number of the last row that is written: a resumed run goes on after it. */
  @Column({ type: 'int', default: 0 })
  rows_settled!: number;

  @Column({ type: 'int', default: 0 })
  rows_created!: number;

  @Column({ type: 'int', default: 0 })
  rows_updated!: number;

  @Column({ type: 'int', default: 0 })
  rows_unchanged!: number;

  @Column({ type: 'int', default: 0 })
  rows_failed!: number;

  @Column({ type: 'jsonb', default: [] })
  errors!: ImportRowError[];

  @Column({ type: 'text', nullable: true })
  error!: string | null;

  /** No foreign key: change sets belong to a module that builds on this one. */
  @Column({ type: 'bigint', nullable: true })
  change_set_id!: number | null;

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
