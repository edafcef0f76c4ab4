import {
  ENTITY_STATUSES,
  type EntityStatus,
  type Neighbourhood,
  type NeighbourhoodEdge,
  type NeighbourhoodNode,
} from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { WhenGiven } from './entity-fields.decorators';

export class NeighbourhoodQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 3, default: 1 })
  @WhenGiven()
  @IsIn(['1', '2', '3'], { message: '$property must be 1, 2 or 3' })
  depth?: '1' | '2' | '3';

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 500, default: 100 })
  @WhenGiven()
  @Matches(/^(?:[1-9]\d?|[1-4]\d\d|500)$/, { message: '$property must be 1 to 500' })
  limit?: string;

  @ApiPropertyOptional({ type: String, description: 'Follows only relations of this type.' })
  @WhenGiven()
  @Matches(/^[a-z][a-z0-9_]{0,49}$/, { message: '$property must be the name of a relation type' })
  relation_type?: string;
}

class NeighbourhoodNodeView implements NeighbourhoodNode {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: String, nullable: true })
  type!: string | null;

  @ApiProperty({ enum: ENTITY_STATUSES })
  status!: EntityStatus;

  @ApiProperty({ type: 'integer', description: 'Relations on the shortest way to it.' })
  distance!: number;
}

class NeighbourhoodEdgeView implements NeighbourhoodEdge {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: 'integer' })
  source_id!: number;

  @ApiProperty({ type: 'integer' })
  target_id!: number;

  @ApiProperty({ type: String })
  relation_type!: string;
}

/** For the OpenAPI document: the records around one. */
export class NeighbourhoodView implements Neighbourhood {
  @ApiProperty({
    type: [NeighbourhoodNodeView],
    description: 'The nearest first, beginning with the record.',
  })
  nodes!: NeighbourhoodNodeView[];

  @ApiProperty({ type: [NeighbourhoodEdgeView] })
  edges!: NeighbourhoodEdgeView[];

  @ApiProperty({ type: Boolean })
  truncated!: boolean;
}
