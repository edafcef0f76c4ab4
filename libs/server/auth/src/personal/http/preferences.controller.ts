import { type JsonObject } from '@bureau/contracts';
import { Permit } from '@bureau/platform';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PreferencesService } from '../preferences.service';

const FREE_JSON = { type: 'object', additionalProperties: true } as const;

@ApiTags('auth')
@Permit('account:manage')
@Controller('auth/me/preferences')
export class PreferencesController {
  constructor(private readonly preferences: PreferencesService) {}

  @Get()
  @ApiOkResponse({ schema: FREE_JSON, description: 'What was kept, or an empty object.' })
  async get(): Promise<JsonObject> {
    return this.preferences.get();
  }

  @Put()
  @ApiBody({ schema: FREE_JSON, description: 'At most 16 KiB; replaces all of it.' })
  @ApiOkResponse({ schema: FREE_JSON })
  async replace(@Body() body: unknown): Promise<JsonObject> {
    return this.preferences.replace(body);
  }
}
