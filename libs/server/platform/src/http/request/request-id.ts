import { randomBytes } from 'node:crypto';

const ACCEPTED = /^[A-Za-z0-9._-]{1,64}$/;
const RANDOM_BYTES = 12;

/** The id that the client sent, where it is a usable one; a new one otherwise. */
export function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && ACCEPTED.test(header) ? header : newRequestId();
}

/** A new id of 16 characters. */
export function newRequestId(): string {
  return randomBytes(RANDOM_BYTES).toString('base64url');
}
