import { RELATION_TYPES, type JsonObject, type RelationType } from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Matches, Max, Min } from 'class-validator';
import { MetadataField } from './entity-fields.decorators';

/** A relation from the record of the address to another. */
export class NewRelationDto {
  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  target_id!: number;

  @ApiProperty({ type: String, examples: [...RELATION_TYPES], description: 'The name of a relation type.' })
  @Matches(/^[a-z][a-z0-9_]{0,49}$/, { message: '$property must be the name of a relation type' })
  relation_type!: RelationType;

  @MetadataField()
  metadata?: JsonObject;
}
