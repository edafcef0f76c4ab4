import { EntitiesModule } from '@bureau/entities';
import { CONFIG, type Config } from '@bureau/platform';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentPolicies } from './agents/agent-policies.service';
import { AgentTrackRecords } from './agents/agent-track-record.service';
import { AgentsService } from './agents/agents.service';
import { AGENT_DEFINITIONS, AgentRegistry, OFFICE_AGENTS } from './agents/agent-registry';
import { ConversationsService } from './conversations/conversations.service';
import { ConversationTable } from './conversations/persistence/conversation.table';
import { TaskRetry } from './escalations/task-retry';
import { TaskEvents } from './events/task-events';
import { TaskStreamWriter } from './events/task-stream-writer';
import { chooseModel } from './models/choose-model';
import { MODEL_PROVIDER } from './models/model-provider';
import { TaskQuota } from './limits/task-quota';
import { TaskDispatcher } from './orchestration/task-dispatcher';
import { AgentPolicyTable } from './persistence/agent-policy.table';
import { AgentStepTable } from './persistence/agent-step.table';
import { AgentTaskEventTable } from './persistence/agent-task-event.table';
import { AgentTaskTable } from './persistence/agent-task.table';
import { AgentTrackRecordTable } from './persistence/agent-track-record.table';
import { AgentUsageTable } from './persistence/agent-usage.table';
import { REVIEW_PROVIDERS, REVIEW_TABLES } from './review/review.providers';
import { AgentTasksService } from './tasks/agent-tasks.service';
import { PausedTasks } from './tasks/paused-tasks.service';
import { TaskParts } from './tasks/task-parts.service';
import { TaskRetries } from './tasks/task-retries.service';
import { TaskWaker } from './tasks/task-waker';
import { TOOLS } from './tools/tool-registry';

/** Tasks, agents and reviews: what api and worker share. */
@Module({
  imports: [
    EntitiesModule,
    TypeOrmModule.forFeature([
      AgentTaskTable,
      AgentTaskEventTable,
      AgentStepTable,
      AgentUsageTable,
      ConversationTable,
      AgentPolicyTable,
      AgentTrackRecordTable,
      ...REVIEW_TABLES,
    ]),
  ],
  providers: [
    { provide: AGENT_DEFINITIONS, useValue: OFFICE_AGENTS },
    { provide: MODEL_PROVIDER, inject: [CONFIG], useFactory: (config: Config) => chooseModel(config) },
    { provide: TaskRetry, useExisting: TaskRetries },
    AgentRegistry,
    AgentPolicies,
    AgentsService,
    AgentTrackRecords,
    PausedTasks,
    TaskQuota,
    TaskStreamWriter,
    TaskEvents,
    TaskWaker,
    TaskParts,
    ConversationsService,
    TaskRetries,
    TaskDispatcher,
    AgentTasksService,
    ...REVIEW_PROVIDERS,
    ...TOOLS,
  ],
  exports: [
    AGENT_DEFINITIONS,
    MODEL_PROVIDER,
    AgentRegistry,
    AgentPolicies,
    AgentsService,
    AgentTrackRecords,
    TaskStreamWriter,
    TaskEvents,
    TaskWaker,
    TaskParts,
    ConversationsService,
    TaskDispatcher,
    AgentTasksService,
    ...REVIEW_PROVIDERS,
  ],
})
export class AgentsModule {}
