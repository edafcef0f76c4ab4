import { Global, Module } from '@nestjs/common';
import { RateLimiter } from '../rate-limit/rate-limiter';
import { SharedBuckets } from '../rate-limit/shared-buckets';
import { RefusalCounts } from './refusal-counts';
import { Refusals } from './refusals';

/** Who asks too often, and who was refused: for routes and for sockets. */
@Global()
@Module({
  providers: [SharedBuckets, RateLimiter, RefusalCounts, Refusals],
  exports: [RateLimiter, Refusals],
})
export class RefusalsModule {}
