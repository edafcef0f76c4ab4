import {
  BULK_OPERATIONS,
  type BulkItem,
  type BulkItemResult,
  type BulkOperation,
  type BulkOutcome,
  type BulkRequest,
  type BulkResult,
  type JsonObject,
  MAX_BULK_ITEMS,
  MAX_BULK_SELECTION,
} from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Exclude } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  Max,
  Min,
  ValidateBy,
} from 'class-validator';
import { WhenGiven } from './entity-fields.decorators';

const FREE_JSON = { type: 'object', additionalProperties: true } as const;

export class BulkItemDto implements BulkItem {
  @ApiPropertyOptional({ type: 'integer', description: 'The record; absent for create.' })
  @WhenGiven()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  id?: number;

  @ApiPropertyOptional({ type: 'integer', description: '412 for this item where the record has another.' })
  @WhenGiven()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  version?: number;

  @ApiPropertyOptional({ ...FREE_JSON, description: 'What differs from the shared values.' })
  @Exclude({ toClassOnly: true }) // free JSON: checked as the operation needs it
  @WhenGiven()
  @IsObject()
  values?: JsonObject;
}

/** The same change of many records: those that are named, or all that a filter finds. */
export class BulkRequestDto implements BulkRequest {
  @ApiProperty({ enum: BULK_OPERATIONS })
  @IsIn(BULK_OPERATIONS, { message: `$property must be one of ${BULK_OPERATIONS.join(', ')}` })
  operation!: BulkOperation;

  @ApiPropertyOptional({ type: [BulkItemDto], maxItems: MAX_BULK_ITEMS })
  @Exclude({ toClassOnly: true }) // holds free JSON: each is checked by itself
  @WhenGiven()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_BULK_ITEMS)
  items?: BulkItem[];

  @ApiPropertyOptional({
    ...FREE_JSON,
    description: `Query parameters of a list, instead of items; it may find up to ${MAX_BULK_SELECTION} records.`,
  })
  @Exclude({ toClassOnly: true }) // names are those of query parameters
  @WhenGiven()
  @ValidateBy({
    name: 'queryParameters',
    validator: {
      validate: isQuery,
      defaultMessage: () => '$property must be an object of query parameters, each of them text',
    },
  })
  filter?: Record<string, string | string[]>;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'How many records the filter found; needed with a filter, but in a dry run.',
  })
  @WhenGiven()
  @IsInt()
  @Min(0)
  @Max(MAX_BULK_SELECTION)
  expected_count?: number;

  @ApiPropertyOptional({
    ...FREE_JSON,
    description: 'Fields for every record (metadata is merged), or target_id and relation_type.',
  })
  @Exclude({ toClassOnly: true }) // free JSON: checked as the operation needs it
  @WhenGiven()
  @IsObject()
  values?: JsonObject;

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Says what would happen.' })
  @WhenGiven()
  @IsBoolean()
  dry_run?: boolean;

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'All or none.' })
  @WhenGiven()
  @IsBoolean()
  atomic?: boolean;
}

function isQuery(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(
    (one: unknown) =>
      typeof one === 'string' || (Array.isArray(one) && one.every((part) => typeof part === 'string')),
  );
}

export class BulkItemResultView implements BulkItemResult {
  @ApiProperty({ type: 'integer' })
  index!: number;

  @ApiProperty({ type: 'integer', nullable: true })
  id!: number | null;

  @ApiProperty({ type: 'integer', description: 'What a request for this item alone would have answered.' })
  status!: number;

  @ApiProperty({
    enum: ['created', 'updated', 'unchanged', 'deleted', 'restored', 'related', 'unrelated', 'failed'],
  })
  outcome!: BulkOutcome;

  @ApiPropertyOptional({ type: 'integer' })
  version?: number;

  @ApiPropertyOptional({ ...FREE_JSON, description: 'status, code, detail, errors, current_version.' })
  problem?: BulkItemResult['problem'];
}

export class BulkCountsView {
  @ApiProperty({ type: 'integer' })
  total!: number;

  @ApiProperty({ type: 'integer' })
  succeeded!: number;

  @ApiProperty({ type: 'integer' })
  unchanged!: number;

  @ApiProperty({ type: 'integer' })
  failed!: number;
}

export class BulkResultView implements BulkResult {
  @ApiProperty({ enum: BULK_OPERATIONS })
  operation!: BulkOperation;

  @ApiProperty({ type: Boolean })
  dry_run!: boolean;

  @ApiProperty({ type: Boolean })
  atomic!: boolean;

  @ApiProperty({ type: Boolean, description: 'Whether what succeeded stands.' })
  committed!: boolean;

  @ApiProperty({ type: BulkCountsView })
  counts!: BulkCountsView;

  @ApiProperty({ type: [BulkItemResultView], description: 'For a filter, those that failed.' })
  results!: BulkItemResultView[];
}
