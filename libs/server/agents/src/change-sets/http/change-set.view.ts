import {
  CHANGE_SET_STATUSES,
  type ChangeSet,
  type ChangeSetStatus,
  type ChangeSetVote,
  type DriftedRecord,
  RISKS,
  type Risk,
} from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ChangeSetItemView } from './change-set-item.view';

class ChangeSetVoteView implements ChangeSetVote {
  @ApiProperty({ type: 'integer' })
  user_id!: number;

  @ApiProperty({ enum: ['approve', 'reject'] })
  decision!: 'approve' | 'reject';

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  at!: string;
}

class DriftedRecordView implements DriftedRecord {
  @ApiProperty({ type: 'integer' })
  item_id!: number;

  @ApiProperty({ type: 'integer' })
  entity_id!: number;

  @ApiProperty({ type: 'integer', nullable: true })
  base_version!: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Null where the record is gone, or in the trash.',
  })
  version!: number | null;
}

/** A change set as the OpenAPI document shows it. */
export class ChangeSetView implements ChangeSet {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: 'integer', nullable: true })
  agent_task_id!: number | null;

  @ApiProperty({ enum: CHANGE_SET_STATUSES })
  status!: ChangeSetStatus;

  @ApiProperty({ type: String })
  title!: string;

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;

  @ApiProperty({ enum: RISKS })
  risk!: Risk;

  @ApiPropertyOptional({ type: [ChangeSetItemView], description: 'Not in lists, and not above 200 items.' })
  items?: ChangeSetItemView[];

  @ApiProperty({ type: 'integer' })
  item_count!: number;

  @ApiProperty({ type: String, description: 'SHA-256 of the content that a decision is about.' })
  payload_hash!: string;

  @ApiProperty({ type: 'integer' })
  required_decisions!: number;

  @ApiProperty({ type: [ChangeSetVoteView], description: 'Votes on the content that the set has now.' })
  decisions!: ChangeSetVoteView[];

  @ApiProperty({ type: String, nullable: true })
  agent!: string | null;

  @ApiProperty({ type: 'integer' })
  created_by!: number;

  @ApiProperty({ type: 'integer', nullable: true })
  decided_by!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The set that this one takes back.' })
  reverts_id!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The task that this one takes back whole.' })
  reverts_task_id!: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Who may decide in the place of those who were asked.',
  })
  delegated_to!: number | null;

  @ApiPropertyOptional({ type: [DriftedRecordView], description: 'Only of one set, while it is stale.' })
  drifted?: DriftedRecordView[];

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Only of one set: why the caller cannot approve it; null where they can.',
  })
  decision_blocked?: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  expires_at!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  committed_at!: string | null;

  @ApiProperty({ type: 'integer' })
  version!: number;
}
