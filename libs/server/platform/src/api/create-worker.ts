import { type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { refuseEviction } from '../redis/check-eviction';
import { REDIS } from '../redis/redis.module';

/** The worker of these modules, at work. @throws where Redis may evict keys, since jobs would be lost */
export async function createWorker(module: DynamicModule): Promise<INestApplicationContext> {
  const app = await NestFactory.createApplicationContext(module as unknown as Type, {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  await refuseEviction(app.get(REDIS));
  return app;
}
