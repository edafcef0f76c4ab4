import { Injectable } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { commonError } from '../../errors/common-errors';
import { TokenBuckets } from './token-bucket';

/** What one caller may ask of one process; far above any person, low enough that a loop does not starve the others. */
const LIMIT = { perSecond: 100, burst: 500 };
const POLICY = `"caller";q=${LIMIT.burst};w=${LIMIT.burst / LIMIT.perSecond}`;

/** Counts requests by caller in this process and says so in the answer's `RateLimit` headers. */
@Injectable()
export class RateLimiter {
  private readonly buckets = new TokenBuckets(LIMIT);

  /** @throws 429 with the seconds to wait, once the caller has used up its burst */
  take(reply: FastifyReply, key: string): void {
    const { allowed, remaining, resetSeconds } = this.buckets.take(key);
    reply.header('RateLimit-Policy', POLICY).header('RateLimit', `"caller";r=${remaining};t=${resetSeconds}`);
    if (allowed) return;
    throw commonError(
      'RATE_LIMITED',
      `You may send ${LIMIT.perSecond} requests a second. Wait a moment, then go on.`,
      {
        retry_after_seconds: resetSeconds,
      },
    );
  }
}
