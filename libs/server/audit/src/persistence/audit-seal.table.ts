import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One sealed batch of audit rows; append-only. What its columns bind is told in docs/audit-verification.md. */
@Entity('audit_seals')
@Index('ix_audit_seals_rows', { synchronize: false })
export class AuditSealTable {
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_audit_seals' })
  seq!: number;

  /** Transaction ids mean something within one epoch: a restore into another cluster begins a new one. */
  @Column({ type: 'int' })
  epoch!: number;

  /** PostgreSQL's system identifier; empty where the server does not tell it. */
  @Column({ type: 'varchar', length: 20 })
  cluster!: string;

  /** `pg_snapshot` as text: the rows of every transaction that it sees are sealed now. */
  @Column({ type: 'text' })
  snapshot!: string;

  /** Set where the snapshot has more rows than fit one seal: those with higher ids follow in the next. */
  @Column({ type: 'bigint', nullable: true })
  through_id!: number | null;

  /** The newest row that was there when the epoch began; null while those rows are still being sealed. */
  @Column({ type: 'bigint', nullable: true })
  opening_id!: number | null;

  @Column({ type: 'int' })
  row_count!: number;

  /** Rows in this seal and all before it. */
  @Column({ type: 'bigint' })
  total_rows!: number;

  @Column({ type: 'bigint' })
  first_id!: number;

  @Column({ type: 'bigint' })
  last_id!: number;

  @Column({ type: 'bigint', array: true })
  ids!: number[];

  /** The rows' hashes one behind the other, 32 bytes each, in the order of `ids`. */
  @Column({ type: 'bytea' })
  leaves!: Buffer;

  @Column({ type: 'bytea' })
  root!: Buffer;

  /** Head of the seal before. */
  @Column({ type: 'bytea' })
  prev!: Buffer;

  @Column({ type: 'bytea' })
  head!: Buffer;

  @Column({ type: 'varchar', length: 16 })
  key_id!: string;

  /** Ed25519 over the checkpoint of this seal. */
  @Column({ type: 'bytea' })
  signature!: Buffer;

  @Column({ type: 'timestamptz', precision: 3 })
  sealed_at!: string;
}
