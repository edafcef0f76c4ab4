import { type FastifyInstance } from 'fastify';
import { type PinoLogger } from 'nestjs-pino';
import { runInContext } from '../context/request-context';

/** Asked every few seconds by machines: their lines would bury the others. */
const QUIET = /^\/health\//;

/** One line for each request, when it is answered. Addresses are logged as route patterns: no query, no ids. */
export function addRequestLog(fastify: FastifyInstance, { logger }: PinoLogger): void {
  // None of these fields can hold a secret, and looking for one costs more than the rest of the line.
  const lines = logger.child({}, { redact: [] });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { statusCode: status, elapsedTime } = reply;
    if (QUIET.test(request.url) && status < 500) return done();
    runInContext(request.requestContext, () => {
      const line = {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status,
        ms: Math.round(elapsedTime * 10) / 10,
        ip: request.requestContext.ip,
      };
      if (status >= 500) lines.error(line, 'request failed');
      else lines.info(line, 'request');
    });
    done();
  });
}
