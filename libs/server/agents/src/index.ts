export { AgentsHttpModule } from './agents-http.module';
export { AgentsJobsModule } from './agents-jobs.module';
export { AgentsModule } from './agents.module';
export { AgentTasksService } from './tasks/agent-tasks.service';
