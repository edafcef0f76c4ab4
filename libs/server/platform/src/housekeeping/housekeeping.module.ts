import { Global, Module } from '@nestjs/common';
import { IdempotencyKeys } from '../http/idempotency/idempotency-keys';
import { OutboxRelay } from '../outbox/outbox-relay';
import { Housekeeping } from './housekeeping';
import { PlatformChores } from './platform-chores';

/** What the worker does beside jobs: delivers events and keeps house. */
@Global()
@Module({
  providers: [OutboxRelay, Housekeeping, IdempotencyKeys, PlatformChores],
  exports: [OutboxRelay, Housekeeping],
})
export class HousekeepingModule {}
