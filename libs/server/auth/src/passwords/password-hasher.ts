import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { commonError } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Semaphore } from './semaphore';

/** OWASP's parameters for argon2id, the library's kind by default: 19 MiB, two passes; about 20 ms of one core. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Sign-ins must not starve other requests of the processor. */
const AT_ONCE = Math.max(1, availableParallelism() - 1);
/** More than a second of waiting: somebody floods us. */
const WAITING = 50;
const DECOY_BYTES = 24;

/** Hashes and checks passwords, few at a time. */
@Injectable()
export class PasswordHasher {
  private readonly semaphore = new Semaphore(AT_ONCE, WAITING, () =>
    commonError('UNAVAILABLE', 'Too many people sign in just now; try again.', { retry_after_seconds: 1 }),
  );
  /** A hash that no password fits: an unknown account takes as long as a known one. */
  private readonly decoy = hash(randomBytes(DECOY_BYTES), PARAMETERS);

  /** The hash in PHC form, with its parameters and salt. */
  hash(password: string): Promise<string> {
    return this.semaphore.run(() => hash(normalized(password), PARAMETERS));
  }

  /** Whether the password fits; takes the same time where there is no hash to fit. */
  async verify(hashed: string | null, password: string): Promise<boolean> {
    const against = hashed ?? (await this.decoy);
    const fits = await this.semaphore.run(() => verify(against, normalized(password)));
    return fits && hashed !== null;
  }
}

/** The same characters typed on different systems must give the same password. */
function normalized(password: string): string {
  return password.normalize('NFKC');
}
