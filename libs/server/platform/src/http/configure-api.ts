import cookie from '@fastify/cookie';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { CONFIG, type Config } from '../config';
import { addRequestLog } from '../logging/request-log.hook';
import { bindIdempotency } from './idempotency/bind-idempotency';
import { addAnswerHeaders } from './request/answer-headers.hook';
import { addJsonBodies } from './request/json-body';
import { KnownRoutes } from './request/known-routes';
import { addRequestContext } from './request/request-context.hook';
import { API_PREFIX } from './routing/location.decorators';
import { originAllowed } from './request/allowed-origins';
import { addSecurityHeaders } from './request/security-headers';

const PREFLIGHT_SECONDS = 600;
const EXPOSED_HEADERS = [
  'ETag',
  'Link',
  'Location',
  'X-Request-Id',
  'X-Total-Count',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Idempotent-Replayed',
];

/** Gives a new application what all its requests pass through; before its routes are made. */
export async function configureApi(app: NestFastifyApplication): Promise<void> {
  const config = app.get<Config>(CONFIG);
  // Nest and its plugins name the same Fastify by types of their own.
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  app.get(KnownRoutes).observe(fastify);
  addRequestContext(fastify);
  addJsonBodies(fastify);
  addAnswerHeaders(fastify);
  bindIdempotency(app);
  addRequestLog(fastify, await app.resolve(PinoLogger));
  await fastify.register(cookie);
  await addSecurityHeaders(fastify, config);
  app.enableCors({
    delegator: (request, settle) =>
      settle(null, {
        // Without an origin no page asks, and there is nobody to tell; only an OPTIONS must hear what it lacks.
        origin:
          (request.headers.origin !== undefined || request.method === 'OPTIONS') &&
          originAllowed(config, request.headers),
        credentials: true,
        methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
        exposedHeaders: EXPOSED_HEADERS,
        maxAge: PREFLIGHT_SECONDS,
      }),
  });
  app.setGlobalPrefix(API_PREFIX, {
    exclude: ['health/live', 'health/ready', 'api/openapi.json', 'api/docs', 'api/docs/start.js'],
  });
}
