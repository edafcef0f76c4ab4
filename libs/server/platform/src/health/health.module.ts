import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';
import { HealthServer } from './health-server';
import { ReadinessService } from './readiness';

/** Whether the process can work, for any host. */
@Module({ providers: [ReadinessService], exports: [ReadinessService] })
export class HealthModule {}

/** The same over HTTP. */
@Module({ imports: [HealthModule], controllers: [HealthController] })
export class HealthHttpModule {}

/** The same on a port of its own, for a process without an API. */
@Module({ imports: [HealthModule], providers: [HealthServer] })
export class HealthServerModule {}
