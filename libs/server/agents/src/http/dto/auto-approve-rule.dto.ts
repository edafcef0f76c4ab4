import {
  AUTO_APPROVE_RISKS,
  type AutoApproveRule,
  CHANGE_OPERATIONS,
  type ChangeOperation,
  MAX_AUTO_APPROVED_ITEMS,
} from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';

const MAX_FIELD = 1_000;
const MAX_TYPE = 100;

/** Changes that an agent makes without a person. */
export class AutoApproveRuleDto implements AutoApproveRule {
  @ApiProperty({ enum: CHANGE_OPERATIONS })
  @IsIn(CHANGE_OPERATIONS)
  operation!: ChangeOperation;

  @ApiPropertyOptional({
    type: String,
    maxLength: MAX_FIELD,
    description: 'Of creates and updates: this field and what is inside it; every field where absent.',
  })
  @IsOptional()
  @IsString()
  @Length(1, MAX_FIELD)
  field?: string;

  @ApiPropertyOptional({
    type: String,
    maxLength: MAX_TYPE,
    description: 'Only records that are of this type and stay so; of every type where absent.',
  })
  @IsOptional()
  @IsString()
  @Length(1, MAX_TYPE)
  entity_type?: string;

  @ApiProperty({ enum: AUTO_APPROVE_RISKS, description: 'The highest risk of the whole change set.' })
  @IsIn(AUTO_APPROVE_RISKS)
  max_risk!: AutoApproveRule['max_risk'];

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: MAX_AUTO_APPROVED_ITEMS,
    description: 'Most items of the whole change set.',
  })
  @IsInt()
  @Min(1)
  @Max(MAX_AUTO_APPROVED_ITEMS)
  max_items!: number;
}
