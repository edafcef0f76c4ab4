import { type IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { problemDocument, problemErrorOf } from './problems/problem-document';
import { PROBLEM_JSON } from './problems/problem.filter';
import { requestIdFrom } from './request/request-id';

const MIB = 1024 * 1024;
/** Larger bodies are for imports, which stream. */
const BODY_LIMIT = MIB;
/** From the first byte to the last of a request: an import of 64 MiB over a slow line. */
const REQUEST_TIMEOUT_MS = 300_000;

/** Fastify as the API uses it. */
export function fastifyAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    logger: false,
    requestIdHeader: false,
    genReqId: ({ headers }: IncomingMessage) => requestIdFrom(headers['x-request-id']),
    // The portal's server and other proxies stand on this machine or in its private network.
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
    multipart: false,
    frameworkErrors: answerUnroutable,
  });
}

/** Addresses that the router itself refuses, before any hook or filter: malformed, or with a part that is too long. */
function answerUnroutable(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemErrorOf(error);
  void reply
    .header('X-Request-Id', request.id)
    .code(problem.status)
    .type(PROBLEM_JSON)
    .send(JSON.stringify(problemDocument(problem, request.id)));
}
