import { type ImportJob } from '@bureau/contracts';
import {
  Accepted,
  answerPage,
  commonError,
  Id,
  IfMatch,
  ListRequest,
  ListRoute,
  Permit,
  type ListQuery,
} from '@bureau/platform';
import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { ImportsService } from '../imports/imports.service';
import { ImportUploads } from '../imports/upload/import-uploads.service';
import { formParts } from '../imports/upload/upload-form';
import { IMPORT_LIST } from '../persistence/import-job.resource';
import { ImportJobView } from './import-job.view';
import { UPLOAD_PATH } from './uploads';

const FORM = {
  schema: {
    type: 'object',
    required: ['file'],
    properties: {
      file: {
        type: 'string',
        format: 'binary',
        description: 'CSV in UTF-8 with titles in the first row, at most 64 MiB.',
      },
      name_column: { type: 'string', description: 'Title of the column with the names; name where absent.' },
    },
  },
};

@ApiTags('entities')
@Controller()
@Permit('entity:import')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly uploads: ImportUploads,
  ) {}

  @Post(UPLOAD_PATH)
  @Accepted('imports')
  @ApiConsumes('multipart/form-data')
  @ApiBody(FORM)
  @ApiAcceptedResponse({ type: ImportJobView })
  async import(@Req() request: FastifyRequest): Promise<ImportJob> {
    if (!request.isMultipart())
      throw commonError('UNSUPPORTED_MEDIA_TYPE', 'Send the file as multipart/form-data.');
    return this.uploads.receive(formParts(request));
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

  @Post('imports/:id/cancel')
  @HttpCode(200)
  @ApiOkResponse({ type: ImportJobView, description: 'Records that were made so far stay.' })
  async cancel(@Id() id: number, @IfMatch() ifMatch: number | null): Promise<ImportJob> {
    return this.imports.cancel(id, ifMatch);
  }
}
