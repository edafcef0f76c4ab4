import { createHash, randomBytes } from 'node:crypto';
import { API_KEY_MARK } from '@bureau/contracts';

const PREFIX_BYTES = 4;
const SECRET_BYTES = 32;
const CHECK_LENGTH = 6;
const FORM = new RegExp(`^${API_KEY_MARK}([0-9a-f]{8})_([\\w-]{43})([\\w-]{${CHECK_LENGTH}})$`);

export interface ApiKeySecret {
  /** What the key's owner shows: `bur_<prefix>_<random>`. */
  secret: string;
  /** Public, to find the key by. */
  prefix: string;
  /** What is stored. */
  hash: string;
}

/** A new secret of 256 random bits, with a check that tells a typing error without a look into the database. */
export function newApiKeySecret(): ApiKeySecret {
  const prefix = randomBytes(PREFIX_BYTES).toString('hex');
  const random = randomBytes(SECRET_BYTES).toString('base64url');
  const secret = `${API_KEY_MARK}${prefix}_${random}${checkOf(prefix, random)}`;
  return { secret, prefix, hash: digest(secret) };
}

/** Whether a bearer token claims to be a key, so that nothing else is to be tried with it. */
export function looksLikeApiKey(token: string): boolean {
  return token.startsWith(API_KEY_MARK);
}

/** The stored form of a secret, or null where it is none of ours. */
export function apiKeyHash(token: string): string | null {
  const [, prefix, random, check] = FORM.exec(token) ?? [];
  if (prefix === undefined || random === undefined || check !== checkOf(prefix, random)) return null;
  return digest(token);
}

function checkOf(prefix: string, random: string): string {
  return digest(`${prefix}_${random}`).slice(0, CHECK_LENGTH);
}

/** SHA-256 and nothing slower: what has 256 random bits cannot be guessed, however fast the guesses are. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
