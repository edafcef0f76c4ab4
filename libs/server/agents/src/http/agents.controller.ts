import { type Agent } from '@bureau/contracts';
import { Permit } from '@bureau/platform';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AgentRegistry } from '../agents/agent-registry';

/** Who works in the office, and what they may do. */
@ApiTags('agents')
@Permit('agent:read')
@Controller('agents')
export class AgentsController {
  constructor(private readonly agents: AgentRegistry) {}

  @Get()
  list(): Agent[] {
    return this.agents.all().map(({ name }) => this.agents.describe(name));
  }

  @Get(':name')
  get(@Param('name') name: string): Agent {
    return this.agents.describe(name);
  }
}
