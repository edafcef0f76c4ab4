import { type CanActivate, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { idempotencyKeyOf, requestHash, scopedKey } from './request-hash';

/**
 * Puts the key of a request into its context, for the statement of the write to claim. A guard and not an interceptor,
 * which costs as much as half of everything else at a request; it runs after the gate, so the caller is known.
 */
export class ClaimKeyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { caller } = request.requestContext;
    const key = caller ? scopedKey(caller, idempotencyKeyOf(request)) : null;
    if (key !== null) request.requestContext.idempotency = { key, request_hash: requestHash(request) };
    return true;
  }
}
