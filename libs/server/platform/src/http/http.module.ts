import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { AuthenticationModule } from '../identity/identity.module';
import { AccessGuard } from './access/access.guard';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor';
import { IdempotencyKeys } from './idempotency/idempotency-keys';
import { ProblemFilter } from './problems/problem.filter';
import { RefusalsModule } from './refusals/refusals.module';
import { KnownRoutes } from './request/known-routes';
import { InputValidationPipe } from './validation/input-validation.pipe';

/** What every route has: the gate, checked input, problem documents, entity tags, locations, idempotency. */
@Module({
  imports: [AuthenticationModule, RefusalsModule],
  providers: [
    KnownRoutes,
    IdempotencyKeys,
    IdempotencyInterceptor,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_PIPE, useClass: InputValidationPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
  exports: [KnownRoutes, IdempotencyKeys],
})
export class HttpModule {}
