import { type ExplainCheck, type Explanation, type Permission } from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { ACTIONS } from './explain.service';

const ID = /^[1-9]\d{0,14}$/;

export class ExplainQuery {
  @ApiPropertyOptional({ type: 'integer', description: 'Whom it is about; oneself where absent.' })
  @IsOptional()
  @Matches(ID, { message: '$property must be an id' })
  user?: string;

  @ApiProperty({ enum: ACTIONS })
  @IsIn(ACTIONS, { message: '$property must be a permission such as entity:delete' })
  action!: Permission;

  @ApiPropertyOptional({ type: 'integer', description: 'The record that it is about.' })
  @IsOptional()
  @Matches(ID, { message: '$property must be an id' })
  id?: string;
}

export class ExplainCheckView implements ExplainCheck {
  @ApiProperty({ enum: ['account', 'role', 'permission', 'row_rule', 'field_rule'] })
  check!: ExplainCheck['check'];

  @ApiProperty({ enum: ['passed', 'failed', 'not_asked'] })
  outcome!: ExplainCheck['outcome'];

  @ApiProperty({ type: String })
  detail!: string;
}

export class ExplanationView implements Explanation {
  @ApiProperty({ type: 'integer' })
  user_id!: number;

  @ApiProperty({ enum: ACTIONS })
  action!: Permission;

  @ApiProperty({ type: 'integer', nullable: true })
  id!: number | null;

  @ApiProperty({ type: Boolean })
  allowed!: boolean;

  @ApiProperty({ type: String, examples: ['No: Ana may not delete nginx. A rule of the role asks for …'] })
  reason!: string;

  @ApiProperty({ type: [ExplainCheckView] })
  checks!: ExplainCheckView[];
}
