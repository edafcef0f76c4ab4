import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { commonError } from '../../errors/common-errors';
import { type ProblemError } from '../../errors/problem-error';
import { Refusals } from '../refusals/refusals';
import { KnownRoutes } from '../request/known-routes';
import { problemDocument, problemErrorOf } from './problem-document';

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/** Answers every error, whoever threw it, as a problem document (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  constructor(
    private readonly routes: KnownRoutes,
    private readonly refusals: Refusals,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const error = this.unknownRoute(request, reply) ?? problemErrorOf(thrown);
    if (error.status >= 500) this.logger.error(error.extras.cause ?? error);
    this.refusals.note(request, error);
    if (reply.sent || reply.raw.headersSent) {
      // The answer has begun and cannot become a problem any more: cut it, so that it is not taken for a whole one.
      reply.raw.destroy();
      return;
    }
    void reply
      .headers(headersOf(error))
      .code(error.status)
      .type(PROBLEM_JSON)
      .send(JSON.stringify(problemDocument(error, request.id)));
  }

  private unknownRoute(request: FastifyRequest, reply: FastifyReply): ProblemError | null {
    if (!request.is404) return null;
    const methods = this.routes.methodsFor(request.url);
    if (methods.length === 0) return commonError('NOT_FOUND', 'There is nothing at this address.');
    reply.header('Allow', methods.join(', '));
    return commonError('METHOD_NOT_ALLOWED', `This address knows ${methods.join(', ')} only.`);
  }
}

function headersOf(error: ProblemError): Record<string, string> {
  const { retry_after_seconds: retryAfter } = error.extras;
  return {
    'Cache-Control': 'no-store',
    ...(error.status === 401 && { 'WWW-Authenticate': 'Bearer realm="bureau"' }),
    ...(retryAfter !== undefined && { 'Retry-After': String(Math.ceil(retryAfter)) }),
  };
}
