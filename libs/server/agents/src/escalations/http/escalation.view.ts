import {
  type Escalation,
  ESCALATION_KINDS,
  ESCALATION_STATUSES,
  type EscalationContext,
  type EscalationKind,
  type EscalationStatus,
} from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';

/** An escalation as the OpenAPI document shows it. */
export class EscalationView implements Escalation {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ enum: ESCALATION_KINDS })
  kind!: EscalationKind;

  @ApiProperty({ enum: ESCALATION_STATUSES })
  status!: EscalationStatus;

  @ApiProperty({ type: String })
  title!: string;

  @ApiProperty({ type: String, description: 'Markdown.' })
  detail!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Of a question its `options`; of a limit its `limit`, `scope`, `value` and what was `used`.',
  })
  context!: EscalationContext;

  @ApiProperty({ type: 'integer' })
  agent_task_id!: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Of an approval.' })
  change_set_id!: number | null;

  @ApiProperty({ type: 'integer' })
  assigned_to!: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Everybody of this role is asked too, since nobody answered in time.',
  })
  assigned_role!: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Who answers in the place of those who were asked.',
  })
  delegated_to!: number | null;

  @ApiProperty({ type: String, nullable: true })
  decision!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The answer to a question; else the reason given.',
  })
  answer!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  decided_by!: number | null;

  @ApiProperty({ type: String, format: 'date-time' })
  due_at!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: 'integer' })
  version!: number;
}
