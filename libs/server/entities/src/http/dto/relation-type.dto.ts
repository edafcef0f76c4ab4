import { type NewRelationType, type RelationTypeInfo } from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsString, Length, Matches, MaxLength } from 'class-validator';
import { WhenGiven, WhenSet } from './entity-fields.decorators';

/** What of a type may be changed. */
export class RelationTypeChangesDto {
  @ApiPropertyOptional({ type: String, maxLength: 100, examples: ['depends on'] })
  @WhenGiven()
  @IsString()
  @Length(1, 100)
  title?: string;

  @ApiPropertyOptional({ type: String, maxLength: 100, examples: ['is needed by'] })
  @WhenGiven()
  @IsString()
  @Length(1, 100)
  inverse_title?: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2_000 })
  @WhenSet()
  @IsString()
  @MaxLength(2_000)
  description?: string | null;

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Both directions mean the same.' })
  @WhenGiven()
  @IsBoolean()
  is_symmetric?: boolean;

  @ApiPropertyOptional({ type: Boolean, default: false })
  @WhenGiven()
  @IsBoolean()
  self_allowed?: boolean;

  @ApiPropertyOptional({ type: Boolean, default: true })
  @WhenGiven()
  @IsBoolean()
  cycles_allowed?: boolean;
}

/** A new type of relations. */
export class NewRelationTypeDto extends RelationTypeChangesDto implements NewRelationType {
  @ApiProperty({ type: String, maxLength: 50, description: 'It cannot be changed.' })
  @Matches(/^[a-z][a-z0-9_]{0,49}$/, {
    message: '$property must be small letters, digits and _, at most 50, beginning with a letter',
  })
  name!: string;
}

/** For the OpenAPI document: a type of relations. */
export class RelationTypeView implements RelationTypeInfo {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: String, description: 'As it reads from the source.' })
  title!: string;

  @ApiProperty({ type: String, description: 'As it reads from the target.' })
  inverse_title!: string;

  @ApiProperty({ type: String, nullable: true })
  description!: string | null;

  @ApiProperty({ type: Boolean })
  is_symmetric!: boolean;

  @ApiProperty({ type: Boolean })
  self_allowed!: boolean;

  @ApiProperty({ type: Boolean })
  cycles_allowed!: boolean;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  updated_at!: string;
}
