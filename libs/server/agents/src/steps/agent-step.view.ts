import { type AgentStep, STEP_KINDS, STEP_STATUSES, type StepKind, type StepStatus } from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { MAX_STEP_TEXT } from './agent-step.list';

/** A step of a task as the OpenAPI document shows it. */
export class AgentStepView implements AgentStep {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: 'integer' })
  task_id!: number;

  @ApiProperty({
    type: 'integer',
    description: 'The pass of the task; a retry from the start begins another.',
  })
  run!: number;

  @ApiProperty({ enum: STEP_KINDS })
  kind!: StepKind;

  @ApiProperty({ type: String, description: 'Unique within pass and kind.' })
  key!: string;

  @ApiProperty({ type: String, description: 'Of the model or the tool; `rules` where no model was asked.' })
  name!: string;

  @ApiProperty({ enum: STEP_STATUSES })
  status!: StepStatus;

  @ApiProperty({
    type: String,
    nullable: true,
    description: `JSON, cut after ${MAX_STEP_TEXT} characters and without secrets.`,
  })
  input!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'As `input`.' })
  output!: string | null;

  @ApiProperty({ type: 'integer' })
  input_tokens!: number;

  @ApiProperty({ type: 'integer' })
  output_tokens!: number;

  @ApiProperty({ type: String, description: 'Decimal, in US dollars.' })
  cost!: string;

  @ApiProperty({ type: 'integer', nullable: true, description: 'On whose decision it waits or waited.' })
  change_set_id!: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  escalation_id!: number | null;

  @ApiProperty({ type: String, format: 'date-time' })
  started_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finished_at!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  duration_ms!: number | null;
}
