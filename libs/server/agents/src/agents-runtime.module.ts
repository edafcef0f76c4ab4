import { Module } from '@nestjs/common';
import { AgentsModule } from './agents.module';
import { ConversationHistory } from './conversations/conversation-history';
import { DailyUsages } from './limits/daily-usage';
import { TaskBudgets } from './limits/task-budgets';
import { DispatchRunner } from './orchestration/dispatch-runner';
import { EscalationHandler } from './orchestration/escalation-handler';
import { TaskPlanner } from './orchestration/task-planner';
import { TaskRunner } from './orchestration/task-runner';
import { ActiveRuns } from './runtime/active-runs';
import { AgentRuntime } from './runtime/agent-runtime';
import { Ledger } from './runtime/ledger';
import { MODEL_RETRY, MODEL_RETRY_POLICY, type RetryPolicy } from './runtime/model-retry';
import { Requesters } from './runtime/requesters';
import { TaskJournal } from './runtime/task-journal';
import { TaskLifecycle } from './tasks/task-lifecycle';

/** Agents at work: what runs a task, whoever says that it is to be run. */
@Module({
  imports: [AgentsModule],
  providers: [
    { provide: MODEL_RETRY_POLICY, useFactory: (): RetryPolicy => ({ ...MODEL_RETRY }) },
    DailyUsages,
    TaskBudgets,
    Ledger,
    TaskJournal,
    TaskLifecycle,
    ActiveRuns,
    Requesters,
    ConversationHistory,
    AgentRuntime,
    TaskPlanner,
    DispatchRunner,
    EscalationHandler,
    TaskRunner,
  ],
  exports: [TaskRunner, TaskLifecycle, TaskJournal, AgentRuntime],
})
export class AgentsRuntimeModule {}
