import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule, type Config } from '../config';
import { DatabaseModule } from '../database/database.module';
import { HealthHttpModule, HealthServerModule } from '../health/health.module';
import { HousekeepingModule } from '../housekeeping/housekeeping.module';
import { HttpModule } from '../http/http.module';
import { AuthenticationModule, IdentityModule } from '../identity/identity.module';
import { LiveModule } from '../live/live.module';
import { LoggingModule } from '../logging/logging.module';
import { OpenApiModule } from '../openapi/openapi.module';
import { QueueModule } from '../queue/queue.module';
import { RedisModule } from '../redis/redis.module';
import { SocketsModule } from '../sockets/sockets.module';

/** What a process stands on, before it has any feature. */
@Module({})
export class PlatformModule {
  /** For a process that callers reach. */
  static forApi(config: Config): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        ...base(config, 'api'),
        LiveModule,
        HttpModule,
        HealthHttpModule,
        OpenApiModule,
        SocketsModule,
      ],
    };
  }

  /** For a process that works on jobs and delivers events. */
  static forWorker(config: Config): DynamicModule {
    return {
      module: PlatformModule,
      imports: [...base(config, 'worker'), HealthServerModule, HousekeepingModule],
    };
  }

  /** For a command that runs the features' services and ends. */
  static forCommand(config: Config): DynamicModule {
    return {
      module: PlatformModule,
      imports: [...base(config, 'command'), LiveModule, AuthenticationModule],
    };
  }
}

function base(config: Config, service: string) {
  return [
    ConfigModule.forRoot(config),
    LoggingModule.forRoot(service),
    RedisModule,
    DatabaseModule.forRoot(),
    QueueModule.forRoot(),
    IdentityModule,
  ];
}
