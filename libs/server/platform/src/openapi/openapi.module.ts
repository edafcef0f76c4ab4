import fastifyStatic from '@fastify/static';
import { Module } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance } from 'fastify';
import { CONFIG, type Config } from '../config';
import { ApiDocument } from './api-document';
import { ApiDocumentController, DOCS_ASSETS } from './api-document.controller';

/** Gives the package's folder. It has no types, so the compiler is not to look for them: a variable, no literal. */
const SWAGGER_UI: string = 'swagger-ui-dist/absolute-path.js';
const SERVED = /^\/(swagger-ui\.css|swagger-ui-bundle\.js|favicon-32x32\.png)$/;
const ONE_DAY_MS = 86_400_000;

@Module({ providers: [ApiDocument], controllers: [ApiDocumentController] })
export class OpenApiModule {}

/** Makes the document known to its routes, and serves what the page is made of. */
export async function addApiDocument(app: NestFastifyApplication): Promise<void> {
  app.get(ApiDocument).describe(app, app.get<Config>(CONFIG));
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const swaggerUi = (await import(SWAGGER_UI)) as { default: () => string };
  await fastify.register(fastifyStatic, {
    root: swaggerUi.default(),
    prefix: DOCS_ASSETS,
    allowedPath: (path) => SERVED.test(path),
    decorateReply: false,
    maxAge: ONE_DAY_MS,
  });
}
