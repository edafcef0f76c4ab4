import { AgentsJobsModule } from '@bureau/agents';
import { AuditJobsModule } from '@bureau/audit';
import { AuthJobsModule } from '@bureau/auth';
import { EntitiesJobsModule } from '@bureau/entities';
import { NotificationsJobsModule } from '@bureau/notifications';
import { type Config, PlatformModule } from '@bureau/platform';
import { Module, type DynamicModule } from '@nestjs/common';

/** What the worker is made of: the features' jobs, without HTTP. */
export const WORKER_FEATURES = [
  AuthJobsModule,
  AuditJobsModule,
  EntitiesJobsModule,
  NotificationsJobsModule,
  AgentsJobsModule,
];

@Module({})
export class WorkerModule {
  static forRoot(config: Config): DynamicModule {
    return { module: WorkerModule, imports: [PlatformModule.forWorker(config), ...WORKER_FEATURES] };
  }
}
