import { type NestFastifyApplication } from '@nestjs/platform-fastify';

export async function addApiDocument(_app: NestFastifyApplication): Promise<void> {}
