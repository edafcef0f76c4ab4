import { createHash } from 'node:crypto';
import { currentContext, Database } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { tooManySignIns } from '../auth.errors';
import { KnownDevices } from '../devices/known-devices';
import { AttemptCounter, type Budget } from './attempt-counter';

const QUARTER_HOUR = 900;
const HOUR = 3_600;
/** For one account from one address or one browser: nobody mistypes more often. */
const PER_ACCOUNT_AND_PLACE = 10;
/** For one account from all places that it never signed in from: many addresses together guess no faster. */
const PER_ACCOUNT_BY_STRANGERS = 100;
/** For all accounts from one address: an office behind one router mistypes less often. */
const PER_ADDRESS = 100;

/** One attempt that was let in; it counts until it is known to be none. */
export interface Attempt {
  /** The secret was right: nothing of it, nor of the failures before it from this place, counts. */
  succeeded(): Promise<void>;
  /** It was no guess: it does not count, while the failures before it do. */
  forgive(): Promise<void>;
}

/**
 * Slows down whoever tries passwords or codes, by account and by address, and never locks the owner out: a browser in
 * which somebody has signed in has a budget of its own, and an address from which they have is no stranger.
 */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly attempts: AttemptCounter,
    private readonly devices: KnownDevices,
    private readonly database: Database,
  ) {}

  /**
   * Counts an attempt before it is made.
   * @param email as typed; an account that does not exist is counted alike
   * @param mark the browser's mark, see {@link KnownDevices}
   * @throws 429 after too many failures, with the seconds until the next attempt counts
   */
  async begin(email: string, mark?: string): Promise<Attempt> {
    const ip = currentContext()?.ip ?? '';
    const device = this.devices.deviceOf(mark, email);
    if (device !== null) return this.take([placeBudget(email, `device ${device}`)]);
    const here = [placeBudget(email, ip), addressBudget(ip)] as const;
    try {
      return await this.take([...here, strangersBudget(email)]);
    } catch (error) {
      // Only now is it worth a look whether it is a stranger at all.
      if (await this.knowsAddress(email, ip)) return this.take(here);
      throw error;
    }
  }

  /** @param budgets the first is that of the place, which a success clears */
  private async take(budgets: readonly [Budget, ...Budget[]]): Promise<Attempt> {
    const seconds = await this.attempts.take(budgets);
    if (seconds > 0) throw tooManySignIns(seconds);
    const [place, ...others] = budgets;
    return {
      succeeded: async () => {
        await Promise.all([this.attempts.clear(place), others.length > 0 && this.attempts.giveBack(others)]);
      },
      forgive: () => this.attempts.giveBack(budgets),
    };
  }

  private async knowsAddress(email: string, ip: string): Promise<boolean> {
    if (ip === '') return false;
    const rows = await this.database.query({
      name: 'throttle_known_address',
      text: `select 1 as known from sessions s join users u on u.id = s.user_id
        where lower(u.email) = lower($1::text) and s.ip = $2::inet and s.created_at > now() - interval '30 days' limit 1`,
      values: [email, ip],
    });
    return rows.length > 0;
  }
}

function placeBudget(email: string, place: string): Budget {
  return { key: hashed('place', email, place), limit: PER_ACCOUNT_AND_PLACE, windowSeconds: QUARTER_HOUR };
}

function strangersBudget(email: string): Budget {
  return { key: hashed('account', email), limit: PER_ACCOUNT_BY_STRANGERS, windowSeconds: HOUR };
}

function addressBudget(ip: string): Budget {
  return { key: hashed('address', ip), limit: PER_ADDRESS, windowSeconds: QUARTER_HOUR };
}

/** No e-mail address is to be read out of Redis. */
function hashed(kind: string, ...parts: string[]): string {
  const text = JSON.stringify(parts.map((part) => part.toLowerCase()));
  return `${kind}-${createHash('sha256').update(text).digest('base64url')}`;
}
