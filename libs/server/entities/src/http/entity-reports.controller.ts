import { type EntityAggregate } from '@bureau/contracts';
import { Permit } from '@bureau/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { AGGREGATE_FUNCTIONS } from '../reading/aggregate';
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
    description: 'A column or metadata.<path>.',
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
