import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';

export const LOCATION = Symbol('bureau:location');
/** Where the API begins. */
export const API_PREFIX = 'api/v1';

/** The route answers 201 with a new resource of this collection, and `Location` names it: `@Created('entities')`. */
export function Created(collection: string): MethodDecorator {
  return applyDecorators(HttpCode(201), SetMetadata(LOCATION, collection)) as MethodDecorator;
}

/** The route answers 202 with a resource of this collection to watch, and `Location` names it: `@Accepted('imports')`. */
export function Accepted(collection: string): MethodDecorator {
  return applyDecorators(HttpCode(202), SetMetadata(LOCATION, collection)) as MethodDecorator;
}
