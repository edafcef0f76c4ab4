import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AuthenticationModule } from '../identity/identity.module';
import { AccessGuard } from './access/access.guard';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor';
import { IdempotencyKeys } from './idempotency/idempotency-keys';
import { EntityTagInterceptor } from './preconditions/entity-tag.interceptor';
import { ProblemFilter } from './problems/problem.filter';
import { RateLimiter } from './rate-limit/rate-limiter';
import { KnownRoutes } from './request/known-routes';
import { LocationInterceptor } from './routing/location.interceptor';
import { InputValidationPipe } from './validation/input-validation.pipe';

/** What every route has: the gate, checked input, problem documents, entity tags, locations, idempotency. */
@Module({
  imports: [AuthenticationModule],
  providers: [
    KnownRoutes,
    RateLimiter,
    IdempotencyKeys,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_PIPE, useClass: InputValidationPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
    // The first is the outermost: a replayed answer gets its tag and its location like any other.
    { provide: APP_INTERCEPTOR, useClass: EntityTagInterceptor },
    { provide: APP_INTERCEPTOR, useClass: LocationInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
  exports: [KnownRoutes, IdempotencyKeys],
})
export class HttpModule {}
