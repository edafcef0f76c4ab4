import { type ApiKey, type NewApiKey } from '@bureau/contracts';
import {
  answerPage,
  Created,
  Id,
  IfMatch,
  type ListQuery,
  ListRequest,
  ListRoute,
  MERGE_PATCH,
  Permit,
  ShowsSecretOnce,
  StepUp,
} from '@bureau/platform';
import { Body, Controller, Delete, Get, Header, HttpCode, Patch, Post, Res } from '@nestjs/common';
import {
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { API_KEY_LIST } from '../api-key.resource';
import { ApiKeysService } from '../api-keys.service';
import { CreateApiKeyDto, UpdateApiKeyDto } from './api-key.dto';
import { ApiKeyView, NewApiKeyView } from './api-key.view';

/** Keys of services. */
@ApiTags('api-keys')
@Permit('api_key:manage')
@Controller('api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @ListRoute(API_KEY_LIST)
  @ApiOkResponse({ type: [ApiKeyView] })
  async list(
    @ListRequest(API_KEY_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApiKey[]> {
    return answerPage(reply, await this.keys.list(query));
  }

  @Get(':id')
  @ApiOkResponse({ type: ApiKeyView })
  async get(@Id() id: number): Promise<ApiKey> {
    return this.keys.get(id);
  }

  /** The secret is in this answer and nowhere else: repeated under its Idempotency-Key it is 409. */
  @Post()
  @Permit('api_key:manage')
  @StepUp()
  @ShowsSecretOnce()
  @Created('api-keys')
  @Header('Cache-Control', 'no-store')
  @ApiCreatedResponse({ type: NewApiKeyView })
  async create(@Body() body: CreateApiKeyDto): Promise<NewApiKey> {
    return this.keys.create(body);
  }

  @Patch(':id')
  @Permit('api_key:manage')
  @StepUp()
  @ApiConsumes(MERGE_PATCH)
  @ApiOkResponse({ type: ApiKeyView })
  async update(
    @Id() id: number,
    @Body() body: UpdateApiKeyDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<ApiKey> {
    return this.keys.update(id, body, ifMatch);
  }

  /** The key acts in the caller's name from now on. */
  @Post(':id/adopt')
  @Permit('api_key:manage')
  @StepUp()
  @HttpCode(200)
  @ApiOkResponse({ type: ApiKeyView })
  async adopt(@Id() id: number): Promise<ApiKey> {
    return this.keys.adopt(id);
  }

  // No step-up: a key that leaked is to be ended at once.
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'The key, its sockets and the rights of its tasks have ended.' })
  async revoke(@Id() id: number): Promise<void> {
    await this.keys.revoke(id);
  }
}
