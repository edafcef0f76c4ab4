import { Readable } from 'node:stream';
import { EXPORT_FORMATS } from '@bureau/contracts';
import { Permit, type RawQuery } from '@bureau/platform';
import { Controller, Get, Logger, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { EntityExportService } from '../exports/entity-export.service';
import { parseExportQuery } from './entity-export.query';

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

@ApiTags('entities')
@Controller('entities/export')
export class EntityExportController {
  private readonly logger = new Logger(EntityExportController.name);

  constructor(private readonly exports: EntityExportService) {}

  /**
   * Every record of the list with the same filters, sort and fields, as a file. In CSV and XLSX, text that a spreadsheet
   * would run as a formula begins with an apostrophe, which an import takes off again; NDJSON is exact.
   */
  @Get()
  @Permit('entity:export')
  @ApiQuery({
    name: 'format',
    required: false,
    schema: { type: 'string', enum: [...EXPORT_FORMATS], default: 'csv' },
  })
  @ApiQuery({
    name: 'flatten',
    required: false,
    schema: { type: 'boolean', default: false },
    description: 'Each key of the metadata as a column metadata.{key} of its own, in CSV and XLSX.',
  })
  @ApiQuery({ name: 'sort', required: false, schema: { type: 'string' }, description: 'As in the list.' })
  @ApiQuery({ name: 'fields', required: false, schema: { type: 'string' }, description: 'As in the list.' })
  @ApiQuery({
    name: 'q',
    required: false,
    schema: { type: 'string' },
    description: 'As in the list; so is every filter.',
  })
  @ApiProduces(...Object.values(TYPES))
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(@Query() raw: RawQuery): Promise<StreamableFile> {
    const request = parseExportQuery(raw);
    const pieces = Readable.from(await this.exports.export(request), { objectMode: false });
    const name = `records-${new Date().toISOString().slice(0, 10)}.${request.format}`;
    return new StreamableFile(pieces, {
      type: TYPES[request.format],
      disposition: `attachment; filename="${name}"`,
    }).setErrorLogger((error) => this.logger.error(`An export of records broke off: ${error.message}`));
  }
}
