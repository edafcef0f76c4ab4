import { applyDecorators, HttpCode } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Collection of the resource that the route answers with. */
    location?: string;
  }
}

/** Where the API begins. */
export const API_PREFIX = 'api/v1';

/** The route answers 201 with a new resource of this collection, and `Location` names it: `@Created('entities')`. */
export function Created(collection: string): MethodDecorator {
  return applyDecorators(HttpCode(201), RouteConfig({ location: collection }));
}

/** The route answers 202 with a resource of this collection to watch, and `Location` names it: `@Accepted('imports')`. */
export function Accepted(collection: string): MethodDecorator {
  return applyDecorators(HttpCode(202), RouteConfig({ location: collection }));
}
