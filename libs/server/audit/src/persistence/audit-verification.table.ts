import {
  AUDIT_VERIFICATION_STATUSES,
  type AuditFinding,
  type AuditVerificationStatus,
  type DroppedMonth,
} from '@bureau/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A run that compared every audit row with its seal, with what it found. */
@Entity('audit_verifications')
@Check(
  'ck_audit_verifications_status',
  `status in (${AUDIT_VERIFICATION_STATUSES.map((status) => `'${status}'`).join(', ')})`,
)
@Index('uq_audit_verifications_open', { synchronize: false })
export class AuditVerificationTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_audit_verifications',
  })
  id!: number;

  @Column({ type: 'varchar', length: 20, default: 'queued' })
  status!: AuditVerificationStatus;

  @Column({ type: 'boolean', nullable: true })
  intact!: boolean | null;

  @Column({ type: 'bigint', default: 0 })
  rows!: number;

  @Column({ type: 'bigint', default: 0 })
  seals!: number;

  @Column({ type: 'bigint', default: 0 })
  pending_rows!: number;

  @Column({ type: 'bigint', default: 0 })
  checkpoints!: number;

  @Column({ type: 'bigint', nullable: true })
  checkpoints_from!: number | null;

  @Column({ type: 'bigint', default: 0 })
  erased_rows!: number;

  @Column({ type: 'bigint', default: 0 })
  dropped_rows!: number;

  @Column({ type: 'jsonb', default: [] })
  dropped_months!: DroppedMonth[];

  @Column({ type: 'jsonb', default: [] })
  findings!: AuditFinding[];

  @Column({ type: 'int', default: 0 })
  finding_count!: number;

  @Column({ type: 'text', nullable: true })
  error!: string | null;

  @Column({ type: 'int', nullable: true })
  @ForeignKey('users', { name: 'fk_audit_verifications_requester' })
  requested_by!: number | null;

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
  started_at!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  finished_at!: string | null;
}
