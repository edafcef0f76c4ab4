import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { CONFIG, type Config } from '@bureau/platform';
import { Inject, Injectable } from '@nestjs/common';
import { derivedKey } from '../sealing/derived-key';

const NONCE_BYTES = 16;
const PROOF_BYTES = 16;
/** People who share a browser. */
const MAX_PEOPLE = 5;

/**
 * Marks of browsers in which somebody has signed in: a random number and, for each person, a proof that only the server
 * can make. A mark lets nobody in; it only keeps strangers' guesses from counting against its owner.
 */
@Injectable()
export class KnownDevices {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) config: Config) {
    this.key = derivedKey(config, 'bureau known device');
  }

  /** The browser's own number where the mark is genuine and this person has signed in there; null otherwise. */
  deviceOf(mark: string | undefined, email: string): string | null {
    const [nonce, ...proofs] = partsOf(mark);
    if (nonce === undefined) return null;
    const wanted = this.proof(nonce, email);
    return proofs.some((proof) => same(proof, wanted)) ? nonce : null;
  }

  /** The mark after this person has signed in; the mark of before is prolonged. */
  markFor(mark: string | undefined, email: string): string {
    const [before, ...proofs] = partsOf(mark);
    const nonce = before ?? randomBytes(NONCE_BYTES).toString('base64url');
    const proof = this.proof(nonce, email);
    return [nonce, proof, ...proofs.filter((other) => other !== proof)].slice(0, MAX_PEOPLE + 1).join('.');
  }

  private proof(nonce: string, email: string): string {
    const mac = createHmac('sha256', this.key).update(`${nonce} ${email.toLowerCase()}`).digest();
    return mac.subarray(0, PROOF_BYTES).toString('base64url');
  }
}

const MARK = /^[\w-]{22}(?:\.[\w-]{22}){1,5}$/;

function partsOf(mark: string | undefined): string[] {
  return mark !== undefined && MARK.test(mark) ? mark.split('.') : [];
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
