import { type JsonObject, TASK_EVENT_TYPES, type TaskEventType } from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';

/** A durable event of a task as the OpenAPI document shows it. */
export class TaskEventView {
  @ApiProperty({ type: 'integer' })
  task_id!: number;

  @ApiProperty({ type: 'integer', description: 'Begins at 1 and has no gaps.' })
  seq!: number;

  @ApiProperty({ enum: TASK_EVENT_TYPES })
  type!: TaskEventType;

  @ApiProperty({ type: String, format: 'date-time' })
  at!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What it holds depends on the type.',
  })
  data!: JsonObject;
}
