import {
  type AgentTrackFigure,
  type AgentTrackRecord,
  AUTONOMY_ADVICE,
  type AutonomyRecommendation,
  CHANGE_OPERATIONS,
  type ChangeOperation,
  TRUST_THRESHOLDS,
} from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { AutoApproveRuleDto } from './dto/auto-approve-rule.dto';

const { min_decisions, min_share } = TRUST_THRESHOLDS;

class AutonomyRecommendationView implements AutonomyRecommendation {
  @ApiProperty({
    enum: AUTONOMY_ADVICE,
    description: `\`more\` after ${min_decisions} decisions or more with a lower bound of at least ${min_share}; \`less\` where a granted freedom falls short of it for certain. Only a person grants it.`,
  })
  autonomy!: AutonomyRecommendation['autonomy'];

  @ApiProperty({ type: String })
  reason!: string;

  @ApiProperty({
    type: AutoApproveRuleDto,
    nullable: true,
    description: 'With `more`: what could be granted.',
  })
  rule!: AutoApproveRuleDto | null;
}

class AgentTrackFigureView implements AgentTrackFigure {
  @ApiProperty({ enum: CHANGE_OPERATIONS })
  operation!: ChangeOperation;

  @ApiProperty({ type: String, nullable: true, description: 'Null for operations without fields.' })
  field!: string | null;

  @ApiProperty({ type: 'integer', description: 'Approved by people as proposed.' })
  accepted!: number;

  @ApiProperty({ type: 'integer', description: 'Approved by people with another value.' })
  edited!: number;

  @ApiProperty({ type: 'integer' })
  rejected!: number;

  @ApiProperty({ type: 'integer', description: 'Committed by policy, without a person.' })
  automatic!: number;

  @ApiProperty({ type: 'integer', description: 'Committed, and taken back later.' })
  undone!: number;

  @ApiProperty({
    type: 'number',
    description:
      'Of what people decided, the least share that they want as it is: Wilson’s lower bound (95 %) of accepted less undone.',
  })
  lower_bound!: number;

  @ApiProperty({ type: AutonomyRecommendationView })
  recommendation!: AutonomyRecommendationView;
}

/** What people made of an agent's changes, as the OpenAPI document shows it. */
export class AgentTrackRecordView implements AgentTrackRecord {
  @ApiProperty({ type: String })
  agent!: string;

  @ApiProperty({ type: [AgentTrackFigureView], description: 'The most frequent first, at most 200.' })
  figures!: AgentTrackFigureView[];
}
