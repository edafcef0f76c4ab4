import {
  AGENT_TASK_STATUSES,
  type AgentTask,
  type AgentTaskStatus,
  type TaskError,
  type TaskLimits,
  type TaskUsage,
} from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { TaskLimitsDto } from './dto/task-limits.dto';

class TaskUsageView implements TaskUsage {
  @ApiProperty({ type: 'integer' })
  input_tokens!: number;

  @ApiProperty({ type: 'integer' })
  output_tokens!: number;

  @ApiProperty({ type: 'integer' })
  tool_calls!: number;

  @ApiProperty({ type: String, description: 'Decimal, in US dollars.' })
  cost!: string;

  @ApiProperty({ type: 'integer' })
  model_calls!: number;

  @ApiProperty({ type: 'integer', description: 'Proposed.' })
  records!: number;

  @ApiProperty({ type: 'integer', description: 'Proposed.' })
  fields!: number;

  @ApiProperty({ type: 'integer', description: 'Proposed.' })
  deletes!: number;

  @ApiProperty({ type: 'integer', description: 'Sent.' })
  messages!: number;

  @ApiProperty({ type: 'integer', description: 'Milliseconds at work, up to the end of the last spell.' })
  active_ms!: number;
}

class TaskErrorView implements TaskError {
  @ApiProperty({ type: String })
  code!: string;

  @ApiProperty({ type: String })
  detail!: string;
}

/** An agent task as the OpenAPI document shows it. */
export class AgentTaskView implements AgentTask {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ enum: AGENT_TASK_STATUSES })
  status!: AgentTaskStatus;

  @ApiProperty({ type: String })
  input!: string;

  @ApiProperty({ type: String, nullable: true })
  agent!: string | null;

  @ApiProperty({ type: 'array', items: { type: 'integer' }, description: 'Records that were handed over.' })
  entity_ids!: number[];

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 10 })
  priority!: number;

  @ApiProperty({ type: String, nullable: true, description: 'The answer, in Markdown.' })
  result!: string | null;

  @ApiProperty({ type: TaskErrorView, nullable: true })
  error!: TaskError | null;

  @ApiProperty({ type: TaskUsageView })
  usage!: TaskUsage;

  @ApiProperty({ type: TaskLimitsDto, description: 'At which it pauses and asks.' })
  limits!: TaskLimits;

  @ApiProperty({ type: 'integer', description: 'How often a worker has taken the task up.' })
  attempts!: number;

  @ApiProperty({ type: String, nullable: true, description: '`offline` for the rule-based model.' })
  model!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  conversation_id!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The task that it is a part of.' })
  parent_id!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Which part of it, counted from 1.' })
  part!: number | null;

  @ApiProperty({ type: 'integer' })
  requested_by!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  started_at!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finished_at!: string | null;

  @ApiProperty({ type: 'integer' })
  version!: number;
}
