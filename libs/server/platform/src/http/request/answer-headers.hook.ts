import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { entityTagOf, matchesTag } from '../preconditions/entity-tag';
import { API_PREFIX } from '../routing/location.decorators';

/** Tells that an answer was given before, and nothing was done now. */
export const REPLAYED = 'Idempotent-Replayed';

/**
 * Gives answers that are one resource their `ETag` and, where the route says so, their `Location`; answers 304 to whoever
 * has that version. The handler has run by then, so rights are checked first. Hooks, since interceptors cost ten times as
 * much at every request.
 */
export function addAnswerHeaders(fastify: FastifyInstance): void {
  fastify.addHook('preSerialization', (request, reply, payload, done) => {
    describe(payload, request, reply);
    done(null, payload);
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (reply.statusCode !== 304) return done(null, payload);
    reply.removeHeader('content-type');
    done(null, null);
  });
}

function describe(payload: unknown, request: FastifyRequest, reply: FastifyReply): void {
  if (request.requestContext.idempotency?.replayed) reply.header(REPLAYED, 'true');
  const { location } = request.routeOptions.config;
  if (location !== undefined && typeof payload === 'object' && payload !== null && 'id' in payload) {
    reply.header('Location', `/${API_PREFIX}/${location}/${String(payload.id)}`);
  }
  const tag = entityTagOf(payload);
  if (tag === null) return;
  reply.header('ETag', tag);
  // Whom rules narrow may see less of a version than when it was cached: they get what they may see now.
  if (request.requestContext.caller?.rules) return;
  const known = request.headers['if-none-match'];
  if (request.method === 'GET' && known !== undefined && matchesTag(known, tag)) reply.code(304);
}
