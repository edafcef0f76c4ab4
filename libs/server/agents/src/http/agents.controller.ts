import { type Agent } from '@bureau/contracts';
import { IfMatch, Permit, StepUp } from '@bureau/platform';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AgentsService } from '../agents/agents.service';
import { AgentView } from './agent.view';
import { UpdateAgentPolicyDto } from './dto/update-agent-policy.dto';

/** Who works in the office, and what they may do. */
@ApiTags('agents')
@Controller('agents')
export class AgentsController {
  constructor(private readonly agents: AgentsService) {}

  @Get()
  @Permit('agent:read')
  @ApiOkResponse({ type: [AgentView] })
  async list(): Promise<Agent[]> {
    return this.agents.list();
  }

  @Get(':name')
  @Permit('agent:read')
  @ApiOkResponse({ type: AgentView })
  async get(@Param('name') name: string): Promise<Agent> {
    return this.agents.get(name);
  }

  @Put(':name/policy')
  @Permit('agent:update')
  @StepUp()
  @ApiOkResponse({ type: AgentView, description: 'The version for If-Match is that of the policy.' })
  async changePolicy(
    @Param('name') name: string,
    @Body() body: UpdateAgentPolicyDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<Agent> {
    return this.agents.changePolicy(name, body, ifMatch);
  }
}
