import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A month of the audit log that was dropped, and what its rows hashed to; append-only, signed. */
@Entity('audit_tombstones')
@Unique('uq_audit_tombstones_month', ['month'])
export class AuditTombstoneTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_audit_tombstones',
  })
  id!: number;

  /** Its first day. */
  @Column({ type: 'date' })
  month!: string;

  @Column({ type: 'bigint' })
  row_count!: number;

  @Column({ type: 'bigint' })
  first_id!: number;

  @Column({ type: 'bigint' })
  last_id!: number;

  /** The ids of all its rows. */
  @Column({ type: 'int8multirange' })
  ids!: string;

  @Column({ type: 'bigint' })
  first_seal!: number;

  @Column({ type: 'bigint' })
  last_seal!: number;

  /** Merkle root over what each seal lost, in the order of seals. */
  @Column({ type: 'bytea' })
  root!: Buffer;

  /** Who or what asked for it, as a sentence. */
  @Column({ type: 'varchar', length: 200 })
  reason!: string;

  /** The audit row that tells of it. */
  @Column({ type: 'bigint' })
  audit_id!: number;

  @Column({ type: 'varchar', length: 16 })
  key_id!: string;

  /** Ed25519 over the line that `tombstoneText` makes. */
  @Column({ type: 'bytea' })
  signature!: Buffer;

  @Column({ type: 'timestamptz', precision: 3 })
  dropped_at!: string;
}
