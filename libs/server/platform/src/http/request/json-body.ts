import { type FastifyInstance } from 'fastify';
import { commonError } from '../../errors/common-errors';

export const MERGE_PATCH = 'application/merge-patch+json';

/** Reads JSON bodies and merge patches; every other media type answers 415 unless a route adds a parser for it. */
export function addJsonBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    ['application/json', MERGE_PATCH],
    { parseAs: 'string' },
    (_request, body, done) => {
      try {
        done(null, parseJsonBody(body.toString()));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}

/**
 * The body's value; undefined where it is empty.
 * @throws 400 for anything that is not JSON, that could alter an object's prototype, or that PostgreSQL cannot hold
 */
export function parseJsonBody(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text, refuseTraps) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw commonError('VALIDATION_FAILED', 'The body is not JSON.', {
        errors: [{ pointer: '', code: 'MALFORMED_JSON', detail: 'The body is not JSON.' }],
      });
    }
    throw error;
  }
}

function refuseTraps(key: string, value: unknown): unknown {
  if (key === '__proto__') throw refusal('FORBIDDEN_NAME', 'The body holds a field named __proto__.');
  if ((typeof value === 'string' && value.includes('\0')) || key.includes('\0')) {
    throw refusal('NULL_CHARACTER', 'The body holds the character U+0000.');
  }
  return value;
}

function refusal(code: string, detail: string): Error {
  return commonError('VALIDATION_FAILED', detail, { errors: [{ pointer: '', code, detail }] });
}
