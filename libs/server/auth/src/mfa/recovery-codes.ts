import { createHmac, randomInt } from 'node:crypto';

/** No characters that look alike; one of 32 is five bits. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const GROUPS = 3;
const GROUP_LENGTH = 4;
const COUNT = 10;

/** Ten codes of 60 random bits, such as `x7kd-p3mm-9wqa`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () => Array.from({ length: GROUPS }, group).join('-'));
}

/** What is kept of a code. Its key is not in the database, so that 60 bits are enough. */
export function recoveryCodeHash(key: Buffer, code: string): Buffer {
  return createHmac('sha256', key).update(plainCode(code)).digest();
}

/** A code as people type it, without what only makes it readable. */
export function plainCode(typed: string): string {
  return typed.replace(/[\s-]/g, '').toLowerCase();
}

function group(): string {
  return Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
