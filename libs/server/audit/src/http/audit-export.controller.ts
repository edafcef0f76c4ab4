import { Readable } from 'node:stream';
import { AUDIT_EXPORT_FORMATS } from '@bureau/contracts';
import { Permit, type RawQuery } from '@bureau/platform';
import { Controller, Get, Logger, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { AuditExportService } from '../export/audit-export.service';
import { parseExportQuery } from './audit-export.query';

const TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;

@ApiTags('audit-logs')
@Controller('audit-logs/export')
export class AuditExportController {
  private readonly logger = new Logger(AuditExportController.name);

  constructor(private readonly exports: AuditExportService) {}

  @Get()
  @Permit('audit:read')
  @ApiQuery({
    name: 'format',
    required: false,
    schema: { type: 'string', enum: [...AUDIT_EXPORT_FORMATS], default: 'csv' },
  })
  @ApiProduces(...Object.values(TYPES))
  @ApiOkResponse({
    schema: { type: 'string', format: 'binary' },
    description:
      'Every row of the list with the same filters and sort; NDJSON carries the proofs of its seals.',
  })
  async export(@Query() raw: RawQuery): Promise<StreamableFile> {
    const { format, query, filter } = parseExportQuery(raw);
    const pieces = Readable.from(await this.exports.export(query, format, filter), { objectMode: false });
    const name = `audit-${new Date().toISOString().slice(0, 10)}.${format}`;
    return new StreamableFile(pieces, {
      type: TYPES[format],
      disposition: `attachment; filename="${name}"`,
    }).setErrorLogger((error) => this.logger.error(`An export of the audit log broke off: ${error.message}`));
  }
}
