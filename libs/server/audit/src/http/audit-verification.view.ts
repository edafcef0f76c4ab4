import {
  AUDIT_FINDING_KINDS,
  AUDIT_VERIFICATION_STATUSES,
  type AuditFinding,
  type AuditFindingKind,
  type AuditIntegrity,
  type AuditVerification,
  type AuditVerificationStatus,
  type DroppedMonth,
} from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';

const Count = (description?: string) => ApiProperty({ type: 'integer', description });
const OptionalId = (description?: string) => ApiProperty({ type: 'integer', nullable: true, description });
const OptionalTime = () => ApiProperty({ type: String, format: 'date-time', nullable: true });

class AuditFindingView implements AuditFinding {
  @ApiProperty({ enum: AUDIT_FINDING_KINDS })
  kind!: AuditFindingKind;

  @OptionalId()
  seal_seq!: number | null;

  @OptionalId('The audit row, where one can be named.')
  row_id!: number | null;

  @ApiProperty({ type: String })
  detail!: string;
}

class DroppedMonthView implements DroppedMonth {
  @ApiProperty({ type: String, example: '2025-01' })
  month!: string;

  @Count()
  rows!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  dropped_at!: string;

  @ApiProperty({ type: String, description: 'Who or what asked for it.' })
  reason!: string;
}

/** A verification as the OpenAPI document shows it. */
export class AuditVerificationView implements AuditVerification {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ enum: AUDIT_VERIFICATION_STATUSES })
  status!: AuditVerificationStatus;

  @ApiProperty({ type: Boolean, nullable: true, description: 'null until it is completed.' })
  intact!: boolean | null;

  @Count('Sealed rows that were compared.')
  rows!: number;

  @Count()
  seals!: number;

  @Count('Rows of the last seconds, which have no seal yet.')
  pending_rows!: number;

  @Count()
  checkpoints!: number;

  @OptionalId('The first seal that has a checkpoint outside the database.')
  checkpoints_from!: number | null;

  @Count('Sealed rows in which what names a person was erased.')
  erased_rows!: number;

  @Count('Sealed rows of months that were dropped.')
  dropped_rows!: number;

  @ApiProperty({ type: [DroppedMonthView] })
  dropped_months!: DroppedMonthView[];

  @ApiProperty({ type: [AuditFindingView], description: 'The first 20, in the order of sealing.' })
  findings!: AuditFindingView[];

  @Count()
  finding_count!: number;

  @ApiProperty({ type: String, nullable: true, description: 'Why the run itself failed.' })
  error!: string | null;

  @OptionalId('null where the worker verified on its own account.')
  requested_by!: number | null;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;

  @OptionalTime()
  started_at!: string | null;

  @OptionalTime()
  finished_at!: string | null;

  @Count()
  version!: number;
}

/** How far the log is sealed, and how the newest verification ended. */
export class AuditIntegrityView implements AuditIntegrity {
  @Count()
  sealed_rows!: number;

  @Count()
  seals!: number;

  @OptionalTime()
  last_sealed_at!: string | null;

  @ApiProperty({ type: AuditVerificationView, nullable: true, description: 'The newest that is over.' })
  last!: AuditVerificationView | null;

  @ApiProperty({ type: AuditVerificationView, nullable: true, description: 'One that waits or runs.' })
  current!: AuditVerificationView | null;
}
