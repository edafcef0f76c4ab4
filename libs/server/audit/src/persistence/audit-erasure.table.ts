import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What a row loses: who acted and from where, or what its values say of a person. */
export type ErasedPart = 'actor' | 'values';

/** Rows of one person's that were blanked together; append-only. The audit row of the erasure holds its digest. */
@Entity('audit_erasures')
@Check('ck_audit_erasures_part', `part in ('actor', 'values')`)
@Index('ix_audit_erasures_rows', { synchronize: false })
export class AuditErasureTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_audit_erasures',
  })
  id!: number;

  @Column({ type: 'int' })
  user_id!: number;

  @Column({ type: 'varchar', length: 10 })
  part!: ErasedPart;

  @Column({ type: 'int' })
  row_count!: number;

  @Column({ type: 'bigint' })
  first_id!: number;

  @Column({ type: 'bigint' })
  last_id!: number;

  @Column({ type: 'bigint', array: true })
  ids!: number[];

  /** Hashes of the rows before, 32 bytes each in the order of `ids`; only for rows of form 1, whose hash changes. */
  @Column({ type: 'bytea', nullable: true })
  leaves_before!: Buffer | null;

  @Column({ type: 'bytea', nullable: true })
  leaves_after!: Buffer | null;

  @Column({ type: 'bytea' })
  digest!: Buffer;

  @Column({ type: 'timestamptz', precision: 3 })
  erased_at!: string;
}
