import { type CreateAgentTask, type TaskLimits } from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsOptional,
  IsPositive,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { TaskLimitsDto } from './task-limits.dto';

/** Longest request: some pages of text, which every model can read. */
const MAX_INPUT = 20_000;
/** Records handed over by id; more of them are better described by a condition. */
const MAX_RECORDS = 500;

/** Body of `POST /agent-tasks`. */
export class CreateAgentTaskDto implements CreateAgentTask {
  @ApiProperty({ type: String, maxLength: MAX_INPUT, description: 'What is to be done, in plain language.' })
  @IsString()
  @Matches(/\S/, { message: 'input must not be empty' })
  @MaxLength(MAX_INPUT)
  input!: string;

  @ApiPropertyOptional({
    type: String,
    description: 'Name of an agent; the office chooses one where absent.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  agent?: string;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'One of your conversations, which the request continues; it begins a new one where absent.',
  })
  @IsOptional()
  @IsInt()
  @IsPositive()
  conversation_id?: number;

  @ApiPropertyOptional({
    type: 'array',
    items: { type: 'integer' },
    maxItems: MAX_RECORDS,
    description: 'Records that the request is about.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_RECORDS)
  @ArrayUnique()
  @IsInt({ each: true })
  @IsPositive({ each: true })
  entity_ids?: number[];

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 10, default: 5, description: '1 goes first.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10)
  priority?: number;

  @ApiPropertyOptional({ type: TaskLimitsDto, description: 'At which it pauses and asks.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => TaskLimitsDto)
  limits?: Partial<TaskLimits>;
}
