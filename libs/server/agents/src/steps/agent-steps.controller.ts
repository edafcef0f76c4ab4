import { type AgentStep } from '@bureau/contracts';
import { answerPage, Id, type ListQuery, ListRequest, ListRoute, Permit } from '@bureau/platform';
import { Controller, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AGENT_STEP_LIST } from './agent-step.list';
import { AgentStepView } from './agent-step.view';
import { AgentStepsService } from './agent-steps.service';

/** What a task did, call by call. */
@ApiTags('agent-tasks')
@Controller('agent-tasks/:id/steps')
export class AgentStepsController {
  constructor(private readonly steps: AgentStepsService) {}

  /** Calls of models and tools with input, output, time, tokens and cost, oldest first; `q` searches both texts. */
  @ListRoute(AGENT_STEP_LIST)
  @Permit('agent_task:read')
  @ApiOkResponse({ type: [AgentStepView] })
  async list(
    @Id() id: number,
    @ListRequest(AGENT_STEP_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgentStep[]> {
    return answerPage(reply, await this.steps.list(id, query));
  }
}
