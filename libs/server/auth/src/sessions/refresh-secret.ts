import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { CONFIG, type Config } from '@bureau/platform';
import { Inject, Injectable } from '@nestjs/common';

const TOKEN_BYTES = 32;
const KEY_BYTES = 32;

/** Makes refresh tokens: random at a sign-in, and then each from the one before it by a key that only the server has. */
@Injectable()
export class RefreshSecret {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) config: Config) {
    this.key = Buffer.from(hkdfSync('sha256', config.jwtSecret, '', 'bureau refresh successor', KEY_BYTES));
  }

  first(): string {
    return randomBytes(TOKEN_BYTES).toString('base64url');
  }

  /** Always the same for one token, so that whoever loses a race of refreshes is given what the winner was given. */
  successorOf(token: string): string {
    return createHmac('sha256', this.key).update(token).digest('base64url');
  }

  /** What the database keeps. The tokens are random, so a fast hash cannot be reversed. */
  static hashOf(token: string): Buffer {
    return createHash('sha256').update(token).digest();
  }
}
