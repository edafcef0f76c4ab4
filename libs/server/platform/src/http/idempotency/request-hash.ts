import { createHash } from 'node:crypto';
import { type FastifyRequest } from 'fastify';
import { type Caller } from '../../context/caller';
import { commonError } from '../../errors/common-errors';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** The `Idempotency-Key` of a request, or null. @throws 400 where it is not 1 to 255 visible ASCII characters */
export function idempotencyKeyOf(request: FastifyRequest): string | null {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return null;
  if (typeof header === 'string' && KEY.test(header)) return header;
  const detail = 'Idempotency-Key must be 1 to 255 visible ASCII characters.';
  throw commonError('VALIDATION_FAILED', detail, {
    errors: [{ pointer: 'header/Idempotency-Key', code: 'IDEMPOTENCY_KEY', detail }],
  });
}

/** What makes two requests the same: method, address and body. A streamed upload is known by its length alone. */
export function requestHash(request: FastifyRequest): Buffer {
  const body =
    request.body === undefined
      ? `length ${request.headers['content-length'] ?? ''}`
      : JSON.stringify(request.body);
  return createHash('sha256').update(`${request.method} ${request.url}\n${body}`).digest();
}

/** What a service sends under its key is not what its owner sends: their idempotency keys never meet. */
export function scopedKey({ api_key }: Caller, key: string | null): string | null {
  if (key === null || !api_key) return key;
  return `api-key-${api_key.id}-${createHash('sha256').update(key).digest('base64url')}`;
}
