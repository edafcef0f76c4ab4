import { Module } from '@nestjs/common';
import { AgentsModule } from './agents.module';
import { AgentsRuntimeModule } from './agents-runtime.module';
import { AgentTaskProcessor } from './jobs/agent-task.processor';
import { QueueManager } from './orchestration/queue-manager';
import { REVIEW_JOBS } from './review/review.providers';

/** What the worker adds: the queue that wakes agents, and the sweeps. */
@Module({
  imports: [AgentsModule, AgentsRuntimeModule],
  providers: [QueueManager, AgentTaskProcessor, ...REVIEW_JOBS],
})
export class AgentsJobsModule {}
