import { Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import { CONFIG, type Config } from '../config';

/** The channel on which the relay listens. */
export const OUTBOX_CHANNEL = 'bureau_outbox';

/** NOTIFY takes a lock over all commits: one for everything that was written within this time is enough. */
const DEBOUNCE_MS = 10;

/**
 * Wakes the relay after a commit. NOTIFY runs on its own connection and never inside a write, where it would halve the
 * rate of commits; a signal that is lost only means that the relay finds the rows at its next poll.
 */
@Injectable()
export class OutboxSignal {
  private client: Promise<pg.Client> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private sending: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  raise(): void {
    if (this.timer || this.closed) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      // One after the other: a connection runs one query at a time.
      this.sending = this.sending.then(() => this.notify());
    }, DEBOUNCE_MS);
    this.timer.unref();
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    await this.sending;
    const client = await this.client?.catch(() => null);
    await client?.end();
  }

  private async notify(): Promise<void> {
    try {
      const client = await (this.client ??= this.connect());
      await client.query({ name: 'outbox_notify', text: `select pg_notify('${OUTBOX_CHANNEL}', '')` });
    } catch {
      this.client = null; // the relay polls: nothing is lost
    }
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.config.databaseUrl,
      connectionTimeoutMillis: 2_000,
    });
    client.on('error', () => (this.client = null));
    await client.connect();
    return client;
  }
}
