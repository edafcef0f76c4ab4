import { type Agent, type AgentTrackRecord } from '@bureau/contracts';
import { IfMatch, Permit, StepUp } from '@bureau/platform';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AgentsService } from '../agents/agents.service';
import { AgentTrackRecords } from '../agents/agent-track-record.service';
import { AgentTrackRecordView } from './agent-track-record.view';
import { AgentView } from './agent.view';
import { UpdateAgentPolicyDto } from './dto/update-agent-policy.dto';

/** Who works in the office, and what they may do. */
@ApiTags('agents')
@Controller('agents')
export class AgentsController {
  constructor(
    private readonly agents: AgentsService,
    private readonly trackRecords: AgentTrackRecords,
  ) {}

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

  /** What people made of its changes, by operation and field, and what that speaks for. */
  @Get(':name/track-record')
  @Permit('agent:read')
  @ApiOkResponse({ type: AgentTrackRecordView })
  async trackRecord(@Param('name') name: string): Promise<AgentTrackRecord> {
    return this.trackRecords.of(name);
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
