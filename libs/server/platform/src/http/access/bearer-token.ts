const BEARER = /^Bearer ([\x21-\x7e]+)$/i;
/** Far above any token of ours; longer ones are not worth a hash. */
const MAX_LENGTH = 4_096;

/** The token of an `Authorization: Bearer …` header, or null. */
export function bearerToken(header: string | undefined): string | null {
  if (header === undefined || header.length > MAX_LENGTH) return null;
  return BEARER.exec(header)?.[1] ?? null;
}
