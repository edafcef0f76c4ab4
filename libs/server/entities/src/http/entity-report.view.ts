import { type EntityAggregate, type JsonValue } from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type DuplicateGroup } from '../reading/duplicates';

/** Any JSON value. */
const ANY = {
  oneOf: ['string', 'number', 'boolean', 'array', 'object'].map((type) => ({ type })),
  nullable: true,
};

/** For the OpenAPI document: one group of a report. */
export class EntityAggregateView implements EntityAggregate {
  @ApiProperty(ANY)
  key!: JsonValue;

  @ApiPropertyOptional({ type: 'array', items: ANY, description: 'Where there are several.' })
  keys?: JsonValue[];

  @ApiProperty({ type: 'integer' })
  count!: number;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string', nullable: true },
    description: 'By the names of the metrics; decimals.',
  })
  values?: Record<string, string | null>;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'A decimal; absent for count.' })
  value?: string | null;
}

export class DuplicateRecordView {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty(ANY)
  value!: JsonValue;
}

export class DuplicateGroupView implements DuplicateGroup {
  @ApiProperty(ANY)
  key!: JsonValue;

  @ApiProperty({ type: 'integer', description: 'All of them, also those that are not shown.' })
  count!: number;

  @ApiProperty({ type: [DuplicateRecordView] })
  records!: DuplicateRecordView[];
}
