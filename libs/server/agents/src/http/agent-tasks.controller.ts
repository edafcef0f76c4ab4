import { type AgentTask } from '@bureau/contracts';
import {
  Accepted,
  answerPage,
  ClaimsIdempotencyKey,
  Id,
  type ListQuery,
  ListRequest,
  ListRoute,
  Permit,
  Proposes,
} from '@bureau/platform';
import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AGENT_TASK_LIST } from '../tasks/agent-task.list';
import { AgentTasksService } from '../tasks/agent-tasks.service';
import { AgentTaskView } from './agent-task.view';
import { CreateAgentTaskDto } from './dto/create-agent-task.dto';

/** Work for agents. */
@ApiTags('agent-tasks')
@Controller('agent-tasks')
export class AgentTasksController {
  constructor(private readonly tasks: AgentTasksService) {}

  /** Accepted means that it will be worked on, whatever breaks meanwhile; watch the task for its end. */
  @Post()
  @Permit('agent_task:create')
  @Proposes()
  @Accepted('agent-tasks')
  @ClaimsIdempotencyKey()
  @ApiAcceptedResponse({ type: AgentTaskView })
  async create(@Body() body: CreateAgentTaskDto): Promise<AgentTask> {
    return this.tasks.create(body);
  }

  /** Own tasks, or everybody's with the permission for it. */
  @ListRoute(AGENT_TASK_LIST)
  @Permit('agent_task:read')
  @ApiOkResponse({ type: [AgentTaskView] })
  async list(
    @ListRequest(AGENT_TASK_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgentTask[]> {
    return answerPage(reply, await this.tasks.list(query));
  }

  @Get(':id')
  @Permit('agent_task:read')
  @ApiOkResponse({ type: AgentTaskView })
  async get(@Id() id: number): Promise<AgentTask> {
    return this.tasks.get(id);
  }

  /** At once where the task rests, within two seconds where it runs; what it proposed expires. */
  @Post(':id/cancel')
  @Permit('agent_task:create')
  @Proposes()
  @HttpCode(202)
  @ApiAcceptedResponse({ type: AgentTaskView })
  async cancel(@Id() id: number): Promise<AgentTask> {
    return this.tasks.cancel(id);
  }

  /** Queues a failed task again after its last recorded step, a cancelled one from its start. */
  @Post(':id/retry')
  @Permit('agent_task:create')
  @Proposes()
  @HttpCode(202)
  @ApiAcceptedResponse({ type: AgentTaskView })
  async retry(@Id() id: number): Promise<AgentTask> {
    return this.tasks.retry(id);
  }
}
