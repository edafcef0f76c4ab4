import multipart from '@fastify/multipart';
import { commonError } from '@bureau/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { RouteConfig } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { MAX_FILE_BYTES } from '../imports/upload/upload-form';

/** The route takes `multipart/form-data` and reads it as it arrives. */
export const UploadRoute = () => RouteConfig({ upload: true });

/** Lets upload routes read forms; every other route goes on refusing them. */
@Injectable()
export class Uploads implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  async onModuleInit(): Promise<void> {
    // Nest and its plugins name the same Fastify by types of their own.
    const fastify = this.host.httpAdapter.getInstance() as unknown as FastifyInstance;
    fastify.addHook('preParsing', (request, _reply, _payload, done) => {
      done(isForm(request) && !isUploadRoute(request) ? refuseForm() : null);
    });
    await fastify.register(multipart, { limits: { fileSize: MAX_FILE_BYTES } });
  }
}

function isForm({ headers }: FastifyRequest): boolean {
  return headers['content-type']?.toLowerCase().startsWith('multipart/') ?? false;
}

function isUploadRoute({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as { upload?: boolean }).upload === true;
}

function refuseForm(): Error {
  return commonError('UNSUPPORTED_MEDIA_TYPE', 'This address takes JSON, not a form.');
}
