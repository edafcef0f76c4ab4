import { Injectable } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { commonError } from '../../errors/common-errors';
import { SharedBuckets } from './shared-buckets';
import { type Taking, TokenBuckets } from './token-bucket';

/** What one caller may ask of all processes; far above any person, low enough that a loop does not starve the others. */
export const RATE_LIMIT = { perSecond: 100, burst: 500 };
const POLICY = `"caller";q=${RATE_LIMIT.burst};w=${RATE_LIMIT.burst / RATE_LIMIT.perSecond}`;

/**
 * Counts requests by caller and says so in the answer's `RateLimit` headers. This process decides by what it knows;
 * what the others let through it hears of within a fraction of a second, so that no request waits for Redis.
 */
@Injectable()
export class RateLimiter {
  private readonly buckets = new TokenBuckets(RATE_LIMIT);

  constructor(private readonly shared: SharedBuckets) {}

  /** @throws 429 with the seconds to wait, once the caller has used up its burst */
  take(reply: FastifyReply, key: string): void {
    const taking = this.count(key);
    const { remaining, resetSeconds } = taking;
    reply.header('RateLimit-Policy', POLICY).header('RateLimit', `"caller";r=${remaining};t=${resetSeconds}`);
    refuse(taking);
  }

  /** The same where there are no headers to answer with, as at a socket's handshake. */
  admit(key: string): void {
    refuse(this.count(key));
  }

  private count(key: string): Taking {
    const taking = this.buckets.take(key);
    if (taking.allowed)
      this.shared.spend(key, RATE_LIMIT, (shared, left) => this.buckets.lower(shared, left));
    return taking;
  }
}

function refuse({ allowed, resetSeconds }: Taking): void {
  if (allowed) return;
  throw commonError(
    'RATE_LIMITED',
    `You may send ${RATE_LIMIT.perSecond} requests a second. Wait a moment, then go on.`,
    { retry_after_seconds: resetSeconds },
  );
}
