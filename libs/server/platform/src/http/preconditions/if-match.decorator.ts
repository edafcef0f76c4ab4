import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { commonError } from '../../errors/common-errors';

/** No version is larger, so that a larger one is simply not the current one. */
const MAX_VERSION = 2_147_483_647;
const ENTITY_TAG = /^(?:W\/)?"(\d{1,10})"$/;

/**
 * The version of an `If-Match` header, weak or strong; null where there is none or it is `*`, so that any version will do.
 * @throws 400 for anything else, since writing without the check that was asked for would be worse
 */
export function versionOf(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const version = ENTITY_TAG.exec(header.trim())?.[1];
  if (version !== undefined) return Math.min(Number(version), MAX_VERSION);
  const detail = 'If-Match must be one entity tag, such as "3".';
  throw commonError('VALIDATION_FAILED', detail, {
    errors: [{ pointer: 'header/If-Match', code: 'ENTITY_TAG', detail }],
  });
}

/** Parameter: the version that the caller has seen, or null. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number | null =>
  versionOf(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);
