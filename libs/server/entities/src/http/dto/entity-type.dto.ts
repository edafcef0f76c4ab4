import {
  type EntityType,
  type EntityTypeCheck,
  type JsonObject,
  type NewEntityType,
  type Offender,
  type ProblemField,
} from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Exclude } from 'class-transformer';
import { IsObject, IsString, Length, Matches, MaxLength } from 'class-validator';
import { WhenGiven, WhenSet } from './entity-fields.decorators';

const SCHEMA = {
  type: 'object',
  additionalProperties: true,
  description:
    'JSON Schema (draft 2020-12) of metadata; at most 64 KiB, no references to elsewhere or in circles.',
} as const;

/** What of a type may be changed. */
export class EntityTypeChangesDto {
  @ApiPropertyOptional({ type: String, maxLength: 255 })
  @WhenGiven()
  @IsString()
  @Length(1, 255)
  title?: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2_000 })
  @WhenSet()
  @IsString()
  @MaxLength(2_000)
  description?: string | null;

  @ApiPropertyOptional(SCHEMA)
  @Exclude({ toClassOnly: true }) // free JSON: taken as it came
  @WhenGiven()
  @IsObject()
  schema?: JsonObject;
}

/** A new type of records. */
export class NewEntityTypeDto extends EntityTypeChangesDto implements NewEntityType {
  @ApiProperty({ type: String, maxLength: 100, description: 'Not all digits; it cannot be changed.' })
  @Matches(/^(?!\d+$)[A-Za-z0-9][A-Za-z0-9 _.-]{0,99}$/, {
    message: '$property must be letters, digits, spaces, _ . and -, at most 100, and not digits alone',
  })
  name!: string;
}

export class CheckEntityTypeDto {
  @ApiPropertyOptional({ ...SCHEMA, description: 'Another schema to try before it is saved.' })
  @Exclude({ toClassOnly: true }) // free JSON: taken as it came
  @WhenGiven()
  @IsObject()
  schema?: JsonObject;
}

/** For the OpenAPI document: a type of records. */
export class EntityTypeView implements EntityType {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: String })
  title!: string;

  @ApiProperty({ type: String, nullable: true })
  description!: string | null;

  @ApiProperty(SCHEMA)
  schema!: JsonObject;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  updated_at!: string;
}

class SchemaProblemView implements ProblemField {
  @ApiProperty({ type: String })
  pointer!: string;

  @ApiProperty({ type: String })
  code!: string;

  @ApiProperty({ type: String })
  detail!: string;
}

class OffenderView implements Offender {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ type: [SchemaProblemView] })
  errors!: SchemaProblemView[];
}

export class EntityTypeCheckView implements EntityTypeCheck {
  @ApiProperty({ type: 'integer' })
  checked!: number;

  @ApiProperty({ type: 'integer' })
  conforming!: number;

  @ApiProperty({ type: 'integer' })
  failing!: number;

  @ApiProperty({
    type: Boolean,
    description: 'False where there are more records than are checked in one go.',
  })
  complete!: boolean;

  @ApiProperty({ type: [OffenderView], description: 'The first hundred.' })
  offenders!: OffenderView[];
}
