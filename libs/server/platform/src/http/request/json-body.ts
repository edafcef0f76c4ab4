import { type FastifyInstance } from 'fastify';
import { commonError } from '../../errors/common-errors';

export const MERGE_PATCH = 'application/merge-patch+json';

/** Without one of these in it no number is too large for a double. */
const HUGE_NUMBER = /\de\+?\d{3}|\d{300}/i;

/** Whatever reads a body recurses into it: deeper ones are no data but an attack on the stack. */
const MAX_DEPTH = 100;

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
  if (isTooDeep(text)) throw refusal('TOO_DEEP', `The body is nested more than ${MAX_DEPTH} levels deep.`);
  try {
    return JSON.parse(text, mayHoldTraps(text) ? refuseTraps : undefined) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw commonError('VALIDATION_FAILED', 'The body is not JSON.', {
        errors: [{ pointer: '', code: 'MALFORMED_JSON', detail: 'The body is not JSON.' }],
      });
    }
    throw error;
  }
}

/** Looking at every value makes reading several times as slow. What is refused cannot stand in JSON but by these. */
function mayHoldTraps(text: string): boolean {
  return text.includes('\\u') || text.includes('__proto__') || HUGE_NUMBER.test(text);
}

function refuseTraps(key: string, value: unknown): unknown {
  if (key === '__proto__') throw refusal('FORBIDDEN_NAME', 'The body holds a field named __proto__.');
  if ((typeof value === 'string' && value.includes('\0')) || key.includes('\0')) {
    throw refusal('NULL_CHARACTER', 'The body holds the character U+0000.');
  }
  if ((typeof value === 'string' && !value.isWellFormed()) || !key.isWellFormed()) {
    throw refusal('HALF_CHARACTER', 'The body holds half of a surrogate pair.');
  }
  if (value === Infinity || value === -Infinity) {
    throw refusal('NUMBER_TOO_LARGE', 'The body holds a number that is too large.');
  }
  return value;
}

/** Counts brackets outside of texts; of text that is no JSON it may be wrong, and the parser refuses that anyhow. */
function isTooDeep(text: string): boolean {
  if (text.length <= MAX_DEPTH) return false;
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (quoted) {
      if (character === '\\') i++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') {
      if (++depth > MAX_DEPTH) return true;
    } else if (character === '}' || character === ']') depth--;
  }
  return false;
}

function refusal(code: string, detail: string): Error {
  return commonError('VALIDATION_FAILED', detail, { errors: [{ pointer: '', code, detail }] });
}
