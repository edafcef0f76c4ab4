import multipart from '@fastify/multipart';
import { API_PREFIX, commonError } from '@bureau/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { MAX_FILE_BYTES } from '../imports/upload/upload-form';

export const UPLOAD_PATH = 'entities/import';
export const KEEP_PATH = 'imports';
const UPLOADS = [UPLOAD_PATH, KEEP_PATH].map((path) => `/${API_PREFIX}/${path}`);

/** Lets the import routes read forms; every other route goes on refusing them. */
@Injectable()
export class Uploads implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    // Nest and its plugins name the same Fastify by types of their own.
    const fastify = this.host.httpAdapter.getInstance() as unknown as FastifyInstance;
    fastify.addHook('preParsing', (request, _reply, _payload, done) => {
      done(isForm(request) && !isUpload(request) ? refuseForm() : null);
    });
    // Waiting for it would make Fastify take its routes as complete, before Nest has said how errors are answered.
    void fastify.register(multipart, { limits: { fileSize: MAX_FILE_BYTES } });
  }
}

function isForm({ headers }: FastifyRequest): boolean {
  return headers['content-type']?.toLowerCase().startsWith('multipart/') ?? false;
}

function isUpload({ routeOptions }: FastifyRequest): boolean {
  return UPLOADS.includes(routeOptions.url ?? '');
}

function refuseForm(): Error {
  return commonError('UNSUPPORTED_MEDIA_TYPE', 'This address takes JSON, not a form.');
}
