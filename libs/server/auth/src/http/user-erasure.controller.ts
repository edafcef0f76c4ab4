import { type User } from '@bureau/contracts';
import { Id, IfMatch, Permit, StepUp } from '@bureau/platform';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AccountErasure } from '../users/account-erasure.service';
import { UserView } from './user.view';

@ApiTags('users')
@Controller('users')
export class UserErasureController {
  constructor(private readonly erasure: AccountErasure) {}

  @Post(':id/erase')
  @Permit('user:update')
  @StepUp()
  @HttpCode(200)
  @ApiOkResponse({
    type: UserView,
    description:
      'What names the person is gone for good: from the account at once, from the audit log within a minute.',
  })
  @ApiConflictResponse({ description: 'The account is switched on, or erased already.' })
  async erase(@Id() id: number, @IfMatch() ifMatch: number | null): Promise<User> {
    return this.erasure.erase(id, { ifMatch });
  }
}
