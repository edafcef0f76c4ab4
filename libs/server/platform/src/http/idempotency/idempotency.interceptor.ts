import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable, tap } from 'rxjs';
import { requireCaller } from '../../context/require-caller';
import { commonError } from '../../errors/common-errors';
import { IDEMPOTENCY, type IdempotencyMode } from './idempotency.decorator';
import { IdempotencyKeys, type KeyClaim } from './idempotency-keys';
import { idempotencyKeyOf, requestHash } from './request-hash';

export const REPLAYED = 'Idempotent-Replayed';

/** Makes a POST that is repeated under one `Idempotency-Key` happen once. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: IdempotencyKeys,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const mode = this.reflector.getAllAndOverride<IdempotencyMode | undefined>(IDEMPOTENCY, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (request.method !== 'POST' || mode === 'ignored' || !request.requestContext.caller)
      return next.handle();
    const key = idempotencyKeyOf(request);
    if (key === null) return next.handle();
    if (mode === 'in_write') return claimedInWrite(key, request, reply, next);
    return from(this.aroundWork(key, requestHash(request), reply, next));
  }

  private async aroundWork(
    key: string,
    hash: Buffer,
    reply: FastifyReply,
    next: CallHandler,
  ): Promise<unknown> {
    const { user_id: callerId } = requireCaller();
    const claim = await this.keys.claim(callerId, key, hash);
    if (!claim.fresh) return replay(claim, reply);
    const answer = await this.work(callerId, key, claim, next);
    await this.keys.settle(callerId, key, claim.claim, reply.statusCode, answer);
    return answer;
  }

  private async work(callerId: number, key: string, claim: KeyClaim, next: CallHandler): Promise<unknown> {
    try {
      return await lastValueFrom(next.handle(), { defaultValue: undefined });
    } catch (error) {
      await this.keys.release(callerId, key, claim.claim);
      throw error;
    }
  }
}

function claimedInWrite(
  key: string,
  request: FastifyRequest,
  reply: FastifyReply,
  next: CallHandler,
): Observable<unknown> {
  const idempotency = { key, request_hash: requestHash(request), replayed: false };
  request.requestContext.idempotency = idempotency;
  return next.handle().pipe(tap(() => idempotency.replayed && reply.header(REPLAYED, 'true')));
}

function replay(claim: KeyClaim, reply: FastifyReply): unknown {
  if (!claim.same_request) {
    throw commonError('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another request.');
  }
  if (claim.status === null) {
    throw commonError(
      'IDEMPOTENCY_IN_PROGRESS',
      'The first request with this Idempotency-Key is still running.',
      {
        retry_after_seconds: 1,
      },
    );
  }
  reply.code(claim.status).header(REPLAYED, 'true');
  return claim.response ?? undefined;
}
