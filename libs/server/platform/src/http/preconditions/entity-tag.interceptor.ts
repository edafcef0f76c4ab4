import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { entityTagOf, matchesTag } from './entity-tag';

/**
 * Gives every answer that is one versioned resource its `ETag`, and answers 304 where the caller has that version. The
 * handler has run by then, so rights are checked first.
 */
@Injectable()
export class EntityTagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((body: unknown) => tagged(body, request, reply)));
  }
}

function tagged(body: unknown, request: FastifyRequest, reply: FastifyReply): unknown {
  const tag = entityTagOf(body);
  if (tag === null || reply.sent) return body;
  reply.header('ETag', tag);
  const known = request.headers['if-none-match'];
  if (request.method !== 'GET' || known === undefined || !matchesTag(known, tag)) return body;
  reply.code(304);
  return undefined;
}
