import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { commonError } from '../../errors/common-errors';
import { REPLAYED } from '../request/answer-headers.hook';
import { IDEMPOTENCY, type IdempotencyMode } from './idempotency.decorator';
import { IdempotencyKeys, type KeyClaim } from './idempotency-keys';
import { idempotencyKeyOf, requestHash, scopedKey } from './request-hash';

/** Makes a POST that is repeated under one `Idempotency-Key` happen once. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: IdempotencyKeys,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { caller } = request.requestContext;
    const key = caller ? scopedKey(caller, idempotencyKeyOf(request)) : null;
    if (!caller || key === null) return next.handle();
    const mode = this.reflector.getAllAndOverride<IdempotencyMode | undefined>(IDEMPOTENCY, [
      context.getHandler(),
      context.getClass(),
    ]);
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const use = { callerId: caller.user_id, key, hash: requestHash(request), secret: mode === 'secret' };
    return from(this.aroundWork(use, reply, next));
  }

  private async aroundWork(use: KeyUse, reply: FastifyReply, next: CallHandler): Promise<unknown> {
    const { callerId, key, hash, secret } = use;
    const claim = await this.keys.claim(callerId, key, hash);
    if (!claim.fresh) return replay(claim, reply, secret);
    const answer = await this.work(callerId, key, claim, next);
    await this.keys.settle(callerId, key, claim.claim, reply.statusCode, secret ? undefined : answer);
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

interface KeyUse {
  callerId: number;
  key: string;
  hash: Buffer;
  /** The answer shows a secret and is not kept. */
  secret: boolean;
}

function replay(claim: KeyClaim, reply: FastifyReply, secret: boolean): unknown {
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
  if (secret) {
    throw commonError(
      'SECRET_ALREADY_SHOWN',
      'This was done, and its secret was shown with the first answer. It is not kept: make a new one if it was lost.',
    );
  }
  reply.code(claim.status).header(REPLAYED, 'true');
  return claim.response ?? undefined;
}
