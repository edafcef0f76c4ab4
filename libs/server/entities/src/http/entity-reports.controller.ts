import { type EntityAggregate } from '@bureau/contracts';
import { Permit } from '@bureau/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { AGGREGATE_FUNCTIONS } from '../reading/aggregate-terms';
import { DUPLICATE_MATCHES, type DuplicateGroup } from '../reading/duplicates';
import { EntityReportsService } from '../reading/entity-reports.service';
import { DuplicateGroupView, EntityAggregateView } from './entity-report.view';
import { parseAggregateQuery, parseDuplicatesQuery } from './report-query';

@ApiTags('entities')
@Controller('entities')
export class EntityReportsController {
  constructor(private readonly reports: EntityReportsService) {}

  @Get('aggregate')
  @ApiOkResponse({ type: [EntityAggregateView] })
  @Permit('entity:read')
  @ApiQuery({
    name: 'group_by',
    required: false,
    schema: { type: 'string' },
    description:
      'Up to three of: a column, metadata.<path>, created_at:month (hour, day, week, month, quarter, year), updated_at likewise.',
  })
  @ApiQuery({
    name: 'metrics',
    required: false,
    schema: { type: 'string' },
    description: 'Up to five, instead of function and field: count, sum:metadata.size, avg:…, min:…, max:….',
  })
  @ApiQuery({
    name: 'time_zone',
    required: false,
    schema: { type: 'string', default: 'UTC' },
    description: 'In which hours, days and months begin, such as Europe/Berlin.',
  })
  @ApiQuery({
    name: 'sort',
    required: false,
    schema: { type: 'string', default: '-count,key' },
    description: 'Comma list, - for descending, of key, count and the metrics.',
  })
  @ApiQuery({
    name: 'function',
    required: false,
    schema: { type: 'string', enum: [...AGGREGATE_FUNCTIONS], default: 'count' },
  })
  @ApiQuery({
    name: 'field',
    required: false,
    schema: { type: 'string' },
    description: 'What to sum up; not for count.',
  })
  @ApiQuery({
    name: 'limit',
    required: false,
    schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
  })
  async aggregate(@Query() query: Record<string, string | string[]>): Promise<EntityAggregate[]> {
    return this.reports.aggregate(parseAggregateQuery(query));
  }

  @Get('duplicates')
  @ApiOkResponse({ type: [DuplicateGroupView] })
  @Permit('entity:read')
  @ApiQuery({
    name: 'field',
    required: true,
    schema: { type: 'string' },
    description: 'A column or metadata.<path>.',
  })
  @ApiQuery({
    name: 'match',
    required: false,
    schema: { type: 'string', enum: [...DUPLICATE_MATCHES], default: 'exact' },
  })
  @ApiQuery({
    name: 'limit',
    required: false,
    schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
  })
  async duplicates(@Query() query: Record<string, string | string[]>): Promise<DuplicateGroup[]> {
    return this.reports.duplicates(parseDuplicatesQuery(query));
  }
}
