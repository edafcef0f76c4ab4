import { type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { type DynamicModule } from '@nestjs/common';
import { configureApi } from '../http/configure-api';
import { fastifyAdapter } from '../http/fastify-adapter';
import { addApiDocument } from '../openapi/openapi.module';
import { SocketAdapter } from '../sockets/socket.adapter';

/** The API of these modules, ready to listen. */
export async function createApi(module: Type | DynamicModule): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(module as Type, fastifyAdapter(), {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
    return503OnClosing: true,
  });
  return prepareApi(app);
}

/** The same for an application that was made elsewhere, as by Nest's testing module. */
export async function prepareApi(app: NestFastifyApplication): Promise<NestFastifyApplication> {
  app.useLogger(app.get(Logger));
  await configureApi(app);
  app.useWebSocketAdapter(new SocketAdapter(app));
  await addApiDocument(app);
  return app;
}
