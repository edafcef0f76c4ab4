import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { emptyContext, runInContext, type RequestContext } from '../../context/request-context';

declare module 'fastify' {
  interface FastifyRequest {
    requestContext: RequestContext;
  }
}

const USER_AGENT_LENGTH = 400;

/** Opens the request's context before anything else runs, and returns its id with every answer. */
export function addRequestContext(fastify: FastifyInstance): void {
  fastify.decorateRequest('requestContext');
  fastify.addHook('onRequest', (request, reply, done) => {
    request.requestContext = contextOf(request);
    reply.header('X-Request-Id', request.id);
    runInContext(request.requestContext, done);
  });
  // A body arrives by events of the socket, which know nothing of the context: what follows it is entered again.
  fastify.addHook('preValidation', (request, _reply, done) => runInContext(request.requestContext, done));
}

function contextOf(request: FastifyRequest): RequestContext {
  const userAgent = request.headers['user-agent'];
  return {
    ...emptyContext(request.id),
    ip: plainAddress(request.ip),
    user_agent: userAgent?.slice(0, USER_AGENT_LENGTH) ?? null,
  };
}

/** IPv4 as people write it, also where the socket speaks IPv6. */
function plainAddress(ip: string): string {
  return ip.replace(/^::ffff:(?=\d+\.)/, '');
}
