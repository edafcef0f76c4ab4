import {
  type BatchDecision,
  type BatchDecisionResult,
  CHANGE_SET_STATUSES,
  type ChangeSetStatus,
} from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';

class BatchProblemView {
  @ApiProperty({ type: 'integer' })
  status!: number;

  @ApiProperty({ type: String })
  code!: string;

  @ApiProperty({ type: String })
  detail!: string;
}

class BatchDecisionResultView implements BatchDecisionResult {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ enum: CHANGE_SET_STATUSES, nullable: true, description: 'Null where it was not decided.' })
  status!: ChangeSetStatus | null;

  @ApiProperty({
    type: BatchProblemView,
    nullable: true,
    description: 'As the decision on it alone answers.',
  })
  problem!: BatchProblemView | null;
}

/** What came of one decision on several sets, as the OpenAPI document shows it. */
export class BatchDecisionView implements BatchDecision {
  @ApiProperty({ type: 'integer' })
  decided!: number;

  @ApiProperty({ type: 'integer' })
  failed!: number;

  @ApiProperty({ type: [BatchDecisionResultView] })
  results!: BatchDecisionResultView[];
}
