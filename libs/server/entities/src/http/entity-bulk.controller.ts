import { type BulkResult } from '@bureau/contracts';
import { commonError, Permit } from '@bureau/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BulkService } from '../bulk/bulk.service';
import { BulkRequestDto, BulkResultView } from './dto/bulk.dto';

@ApiTags('entities')
@Controller('entities/bulk')
export class EntityBulkController {
  constructor(private readonly bulk: BulkService) {}

  @Post()
  @Permit('entity:update')
  @HttpCode(200)
  @ApiOkResponse({ type: BulkResultView, description: 'A result for each item, also where some failed.' })
  async run(@Body() body: BulkRequestDto): Promise<BulkResult> {
    if ((body.items === undefined) === (body.filter === undefined)) {
      const detail = 'Give either items or a filter.';
      throw commonError('VALIDATION_FAILED', detail, {
        errors: [{ pointer: '/items', code: 'ITEMS_OR_FILTER', detail }],
      });
    }
    if (body.filter && body.operation === 'create') {
      const detail = 'New records cannot be found by a filter.';
      throw commonError('VALIDATION_FAILED', detail, {
        errors: [{ pointer: '/filter', code: 'ITEMS_OR_FILTER', detail }],
      });
    }
    return this.bulk.run(body);
  }
}
