import { type Explanation } from '@bureau/contracts';
import { Permit, requireCaller } from '@bureau/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ExplainQuery, ExplanationView } from './explain.dto';
import { ExplainService } from './explain.service';

@ApiTags('auth')
@Controller('auth/explain')
export class ExplainController {
  constructor(private readonly explanations: ExplainService) {}

  /** About oneself everybody may ask; about others it needs user:read and role:read. */
  @Get()
  @Permit('account:manage')
  @ApiOkResponse({ type: ExplanationView })
  async explain(@Query() { user, action, id }: ExplainQuery): Promise<Explanation> {
    return this.explanations.explain({
      user_id: user === undefined ? requireCaller().user_id : Number(user),
      action,
      id: id === undefined ? null : Number(id),
    });
  }
}
