import { RELATION_TYPES, type JsonObject, type RelationType } from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { MetadataField } from './entity-fields.decorators';

/** A relation from the record of the address to another. */
export class NewRelationDto {
  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  target_id!: number;

  @ApiProperty({ enum: RELATION_TYPES })
  @IsIn(RELATION_TYPES, { message: `$property must be one of ${RELATION_TYPES.join(', ')}` })
  relation_type!: RelationType;

  @MetadataField()
  metadata?: JsonObject;
}
