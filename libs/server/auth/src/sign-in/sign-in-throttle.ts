import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { tooManySignIns } from '../auth.errors';
import { AttemptCounter } from './attempt-counter';

const WINDOW_SECONDS = 900;
/** For one account from one address: whoever guesses from elsewhere does not lock the owner out. */
const PER_ACCOUNT_AND_ADDRESS = 10;
/** For all accounts from one address: an office behind one router mistypes less often. */
const PER_ADDRESS = 100;

/** Slows down whoever tries passwords. */
@Injectable()
export class SignInThrottle {
  constructor(private readonly attempts: AttemptCounter) {}

  /** @throws 429 after too many failures, with the seconds until the next attempt counts */
  async admit(email: string, ip: string | null): Promise<void> {
    const [pair, address] = await Promise.all([
      this.attempts.read(pairKey(email, ip)),
      this.attempts.read(addressKey(ip)),
    ]);
    if (pair.value >= PER_ACCOUNT_AND_ADDRESS) throw tooManySignIns(pair.seconds);
    if (address.value >= PER_ADDRESS) throw tooManySignIns(address.seconds);
  }

  async failed(email: string, ip: string | null): Promise<void> {
    await Promise.all([
      this.attempts.add(pairKey(email, ip), WINDOW_SECONDS),
      this.attempts.add(addressKey(ip), WINDOW_SECONDS),
    ]);
  }

  async succeeded(email: string, ip: string | null): Promise<void> {
    await this.attempts.clear(pairKey(email, ip));
  }
}

function pairKey(email: string, ip: string | null): string {
  return `pair-${hashed(`${email.toLowerCase()} ${ip ?? ''}`)}`;
}

function addressKey(ip: string | null): string {
  return `address-${hashed(ip ?? '')}`;
}

/** No e-mail address is to be read out of Redis. */
function hashed(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
