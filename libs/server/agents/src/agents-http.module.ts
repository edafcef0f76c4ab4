import { EntitiesModule } from '@bureau/entities';
import { Module } from '@nestjs/common';
import { AgentsModule } from './agents.module';
import { ConversationsController } from './conversations/http/conversations.controller';
import { TaskStreams } from './events/task-streams';
import { AgentTasksController } from './http/agent-tasks.controller';
import { AgentsController } from './http/agents.controller';
import { AgentsGateway } from './http/agents.gateway';
import { TaskEventsController } from './http/task-events.controller';
import { AgentStepsController } from './steps/agent-steps.controller';
import { AgentStepsService } from './steps/agent-steps.service';
import { REVIEW_CONTROLLERS } from './review/review.providers';

/** What the api adds: routes, event streams and sockets. */
@Module({
  imports: [AgentsModule, EntitiesModule],
  providers: [TaskStreams, AgentsGateway, AgentStepsService],
  controllers: [
    AgentsController,
    AgentTasksController,
    TaskEventsController,
    AgentStepsController,
    ConversationsController,
    ...REVIEW_CONTROLLERS,
  ],
})
export class AgentsHttpModule {}
