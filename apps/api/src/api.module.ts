import { AgentsHttpModule } from '@bureau/agents';
import { AuditHttpModule } from '@bureau/audit';
import { AuthHttpModule } from '@bureau/auth';
import { EntitiesHttpModule } from '@bureau/entities';
import { NotificationsHttpModule } from '@bureau/notifications';
import { type Config, PlatformModule } from '@bureau/platform';
import { Module, type DynamicModule } from '@nestjs/common';

/** What the API is made of. */
export const API_FEATURES = [
  AuthHttpModule,
  EntitiesHttpModule,
  AuditHttpModule,
  NotificationsHttpModule,
  AgentsHttpModule,
];

@Module({})
export class ApiModule {
  static forRoot(config: Config): DynamicModule {
    return { module: ApiModule, imports: [PlatformModule.forApi(config), ...API_FEATURES] };
  }
}
