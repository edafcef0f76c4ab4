import { type CreateAgentTask } from '@bureau/contracts';
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
} from 'class-validator';

/** Longest request: some pages of text, which every model can read. */
const MAX_INPUT = 20_000;
/** Records handed over by id; more of them are better described by a condition. */
const MAX_RECORDS = 500;

/** Body of `POST /agent-tasks`. */
export class CreateAgentTaskDto implements CreateAgentTask {
  @IsString()
  @Matches(/\S/, { message: 'input must not be empty' })
  @MaxLength(MAX_INPUT)
  input!: string;

  @IsOptional()
  @IsString()
  @MaxLength(100)
  agent?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_RECORDS)
  @ArrayUnique()
  @IsInt({ each: true })
  @IsPositive({ each: true })
  entity_ids?: number[];

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10)
  priority?: number;
}
