import { Readable } from 'node:stream';
import { type ImportJob, type ImportPreview } from '@bureau/contracts';
import {
  Accepted,
  answerPage,
  commonError,
  Created,
  Id,
  IfMatch,
  ListRequest,
  ListRoute,
  Permit,
  type ListQuery,
} from '@bureau/platform';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Logger,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { ImportErrorReport } from '../imports/import-error-report';
import { ImportsService } from '../imports/imports.service';
import { ImportUploads } from '../imports/upload/import-uploads.service';
import { formParts, type FormPart } from '../imports/upload/upload-form';
import { IMPORT_LIST } from '../persistence/import-job.resource';
import { PreviewQuery, StartImportDto } from './dto/start-import.dto';
import { ImportJobView } from './import-job.view';
import { ImportPreviewView } from './import-preview.view';
import { KEEP_PATH, UPLOAD_PATH } from './uploads';

const FILE = {
  type: 'string',
  format: 'binary',
  description: 'CSV or NDJSON in UTF-8 or UTF-16, plain or compressed by gzip; at most 64 MiB uncompressed.',
};
const FORM = { schema: { type: 'object', required: ['file'], properties: { file: FILE } } };
const NAMED_FORM = {
  schema: {
    type: 'object',
    required: ['file'],
    properties: {
      file: FILE,
      name_column: { type: 'string', description: 'Title of the column with the names; name where absent.' },
    },
  },
};

@ApiTags('imports')
@Controller()
@Permit('entity:import')
export class ImportsController {
  private readonly logger = new Logger(ImportsController.name);

  constructor(
    private readonly imports: ImportsService,
    private readonly uploads: ImportUploads,
    private readonly report: ImportErrorReport,
  ) {}

  /** Uploads and starts in one step: the titles in the first row say what becomes of the columns. */
  @Post(UPLOAD_PATH)
  @Accepted('imports')
  @ApiConsumes('multipart/form-data')
  @ApiBody(NAMED_FORM)
  @ApiAcceptedResponse({ type: ImportJobView })
  async import(@Req() request: FastifyRequest): Promise<ImportJob> {
    return this.uploads.receive(formOf(request));
  }

  /** Only uploads: look at the preview next, then start with a mapping. Uploads that nobody starts are dropped after a day. */
  @Post(KEEP_PATH)
  @Created('imports')
  @ApiConsumes('multipart/form-data')
  @ApiBody(FORM)
  @ApiCreatedResponse({ type: ImportJobView })
  async upload(@Req() request: FastifyRequest): Promise<ImportJob> {
    return this.uploads.keep(formOf(request));
  }

  @ListRoute(IMPORT_LIST, 'imports')
  @ApiOkResponse({ type: [ImportJobView] })
  async list(
    @ListRequest(IMPORT_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportJob[]> {
    return answerPage(reply, await this.imports.list(query));
  }

  @Get('imports/:id')
  @ApiOkResponse({ type: ImportJobView })
  async get(@Id() id: number): Promise<ImportJob> {
    return this.imports.get(id);
  }

  /** The first rows, what the columns seem to hold, and where they most likely belong. */
  @Get('imports/:id/preview')
  @ApiOkResponse({ type: ImportPreviewView })
  async preview(@Id() id: number, @Query() { has_header }: PreviewQuery): Promise<ImportPreview> {
    return this.imports.preview(id, has_header === undefined ? undefined : has_header === 'true');
  }

  /** Every row is checked first; nothing is written before. */
  @Post('imports/:id/start')
  @Accepted('imports')
  @ApiAcceptedResponse({ type: ImportJobView })
  async start(
    @Id() id: number,
    @Body() body: StartImportDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<ImportJob> {
    return this.imports.start(id, body, ifMatch);
  }

  /** All rows that could not be imported, as CSV with line, column and problem; kept for 30 days. */
  @Get('imports/:id/errors')
  @ApiProduces('text/csv; charset=utf-8')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async errors(@Id() id: number): Promise<StreamableFile> {
    const pieces = Readable.from(await this.report.csv(id), { objectMode: false });
    return new StreamableFile(pieces, {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="import-${id}-errors.csv"`,
    }).setErrorLogger((error) => this.logger.error(`Errors of import ${id} broke off: ${error.message}`));
  }

  /** Records that were made so far stay and can be taken back; an import that is all or nothing leaves nothing. */
  @Post('imports/:id/cancel')
  @HttpCode(200)
  @ApiOkResponse({ type: ImportJobView })
  async cancel(@Id() id: number, @IfMatch() ifMatch: number | null): Promise<ImportJob> {
    return this.imports.cancel(id, ifMatch);
  }
}

function formOf(request: FastifyRequest): AsyncIterable<FormPart> {
  if (!request.isMultipart())
    throw commonError('UNSUPPORTED_MEDIA_TYPE', 'Send the file as multipart/form-data.');
  return formParts(request);
}
