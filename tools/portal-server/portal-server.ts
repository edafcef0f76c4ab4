import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { securityHeaders } from './security-headers.ts';

/** What the API answers itself; everything else belongs to the portal. */
const API_PREFIXES = ['/api', '/socket.io', '/health'];

/** Angular puts a digest of the content into these names, so that they never change under a browser. */
const HASHED =
  /\/(?:(?:main|chunk|styles|polyfills|worker)-[\w-]{8}\.(?:js|css)|media\/[^/]+-[A-Z0-9]{8}\.[a-z0-9]+)$/;
const ROOT_ELEMENT = '<bur-root';

/** The options for a prefix with and without WebSockets are two types, and TypeScript cannot tell them apart here. */
type ProxyOptions = FastifyHttpProxyOptions & { websocket: true };

const SOCKET_OPTIONS = { rewriteRequestHeaders: socketHeaders };

export interface PortalServerOptions {
  /** The built portal. */
  readonly folder: string;
  /** Where the API listens, such as `http://127.0.0.1:8000`. */
  readonly apiUrl: string;
}

/** Serves the portal and, on the same origin, passes the API's own paths on to it. */
export async function createPortalServer({ folder, apiUrl }: PortalServerOptions): Promise<FastifyInstance> {
  const app = Fastify({ forceCloseConnections: true });
  // Bodies go through as they come: an import is streamed, whatever its type.
  app.removeAllContentTypeParsers();
  for (const prefix of API_PREFIXES) await app.register(httpProxy, proxyTo(apiUrl, prefix));
  await servePortal(app, folder);
  return app;
}

function proxyTo(upstream: string, prefix: string): ProxyOptions {
  return {
    prefix,
    rewritePrefix: prefix,
    upstream,
    // An event stream may be silent for long.
    undici: { bodyTimeout: 0, headersTimeout: 60_000 },
    replyOptions: {
      // Node has answered `Expect: 100-continue` itself, and undici refuses to pass it on.
      rewriteRequestHeaders: (request, { expect: _, ...headers }) => ({
        ...headers,
        ...forwarded(request as FastifyRequest),
      }),
      onError: (reply) =>
        sendProblem(reply as FastifyReply, 502, 'API_UNREACHABLE', 'The API does not answer'),
    },
    ...(prefix === '/socket.io' && { websocket: true, wsClientOptions: SOCKET_OPTIONS }),
  } as ProxyOptions;
}

async function servePortal(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const lasting = HASHED.test(path);
      reply.headers({
        ...securityHeaders(newNonce()),
        'cache-control': lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
      });
    },
  });
  app.get('/', (_request, reply) => sendPage(reply, folder));
  app.get('/index.html', (_request, reply) => sendPage(reply, folder));
  app.setNotFoundHandler((request, reply) => {
    const path = new URL(request.url, 'http://portal').pathname;
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && extname(path) === '';
    return isPage ? sendPage(reply, folder) : sendProblem(reply, 404, 'NOT_FOUND', 'There is no such file');
  });
}

/** The one page, whatever the address within the portal. */
function sendPage(reply: FastifyReply, folder: string): FastifyReply {
  const nonce = newNonce();
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  return reply
    .headers({ ...securityHeaders(nonce), 'cache-control': 'no-cache' })
    .type('text/html; charset=utf-8')
    .send(page.replace(ROOT_ELEMENT, `${ROOT_ELEMENT} ngCspNonce="${nonce}"`));
}

function sendProblem(reply: FastifyReply, status: number, code: string, title: string): FastifyReply {
  const requestId = randomUUID();
  return reply
    .status(status)
    .headers({ ...securityHeaders(newNonce()), 'x-request-id': requestId, 'cache-control': 'no-store' })
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title, status, code, request_id: requestId }));
}

function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/** What the browser itself says of these is not believed. */
function forwarded(request: FastifyRequest): Record<string, string> {
  return {
    'x-forwarded-for': request.ip,
    'x-forwarded-proto': request.protocol,
    'x-forwarded-host': request.headers.host ?? '',
  };
}

function socketHeaders(headers: Record<string, unknown>, request: FastifyRequest): Record<string, unknown> {
  const { cookie, origin, 'user-agent': agent } = request.headers;
  const own = Object.entries({ cookie, origin, 'user-agent': agent }).filter(
    ([, value]) => value !== undefined,
  );
  return { ...headers, ...Object.fromEntries(own), ...forwarded(request) };
}
