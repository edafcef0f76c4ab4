import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyReply } from 'fastify';
import { type Observable, tap } from 'rxjs';
import { API_PREFIX, LOCATION } from './location.decorators';

/** Sets `Location` where a route says that it answers with a new resource. */
@Injectable()
export class LocationInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const collection = this.reflector.get<string | undefined>(LOCATION, context.getHandler());
    if (collection === undefined) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap((body: unknown) => {
        if (typeof body === 'object' && body !== null && 'id' in body) {
          reply.header('Location', `/${API_PREFIX}/${collection}/${String(body.id)}`);
        }
      }),
    );
  }
}
