import { randomBytes } from 'node:crypto';

const ACCEPTED = /^[A-Za-z0-9._-]{1,64}$/;
const RANDOM_BYTES = 12;
/** Drawn at once: a draw costs the same for one id as for hundreds. */
const IDS_A_DRAW = 256;

let drawn = Buffer.alloc(0);
let used = 0;

/** The id that the client sent, where it is a usable one; a new one otherwise. */
export function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && ACCEPTED.test(header) ? header : newRequestId();
}

/** A new id of 16 characters. */
export function newRequestId(): string {
  if (used === drawn.length) {
    drawn = randomBytes(RANDOM_BYTES * IDS_A_DRAW);
    used = 0;
  }
  return drawn.toString('base64url', used, (used += RANDOM_BYTES));
}
