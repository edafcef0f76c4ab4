import { type Agent } from '@bureau/contracts';
import { Permit } from '@bureau/platform';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AgentRegistry } from '../agents/agent-registry';
import { AgentView } from './agent.view';

/** Who works in the office, and what they may do. */
@ApiTags('agents')
@Controller('agents')
export class AgentsController {
  constructor(private readonly agents: AgentRegistry) {}

  @Get()
  @Permit('agent:read')
  @ApiOkResponse({ type: [AgentView] })
  list(): Agent[] {
    return this.agents.all().map(({ name }) => this.agents.describe(name));
  }

  @Get(':name')
  @Permit('agent:read')
  @ApiOkResponse({ type: AgentView })
  get(@Param('name') name: string): Agent {
    return this.agents.describe(name);
  }
}
