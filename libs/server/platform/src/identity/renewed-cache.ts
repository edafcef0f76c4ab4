/** What was read counts for this long: a revocation ends access within it even where no event of it arrives. */
const STALE_AFTER_MS = 5_000;
/** What is in use is read again in the background from this age on, so that its requests never wait for it. */
const RENEW_AFTER_MS = 2_500;
const MAX_ENTRIES = 10_000;

interface Entry<Value> {
  value: Value;
  /** When it was asked for, by a monotonic clock in milliseconds. */
  readAt: number;
}

/** Answers of the database that are asked for at every request: at most five seconds old, and forgotten when told. */
export class RenewedCache<Key, Value> {
  private readonly known = new Map<Key, Entry<Value>>();
  private readonly reading = new Map<Key, Promise<Value>>();

  /** @param failed hears of readings in the background that failed */
  constructor(
    private readonly load: (key: Key) => Promise<Value>,
    private readonly failed: (error: Error) => void,
  ) {}

  async get(key: Key): Promise<Value> {
    const entry = this.known.get(key);
    const age = entry ? performance.now() - entry.readAt : Infinity;
    if (!entry || age > STALE_AFTER_MS) return this.read(key);
    if (age > RENEW_AFTER_MS) this.read(key).catch(this.failed);
    return entry.value;
  }

  /** What is known of these keys, or is being read of any, counts no more. */
  forget(concerns: (value: Value) => boolean): void {
    this.reading.clear(); // what they will turn out to be is not known before they are read
    for (const [key, { value }] of this.known) if (concerns(value)) this.known.delete(key);
  }

  private read(key: Key): Promise<Value> {
    const underway = this.reading.get(key);
    if (underway) return underway;
    const readAt = performance.now();
    const reading: Promise<Value> = this.load(key).then(
      (value) => {
        if (this.finish(key, reading)) this.keep(key, { value, readAt });
        return value;
      },
      (error: unknown) => {
        this.finish(key, reading);
        throw error;
      },
    );
    this.reading.set(key, reading);
    return reading;
  }

  /** @returns false where it was forgotten meanwhile, so that what was read may be out of date */
  private finish(key: Key, reading: Promise<Value>): boolean {
    return this.reading.get(key) === reading && this.reading.delete(key);
  }

  private keep(key: Key, entry: Entry<Value>): void {
    this.known.delete(key);
    this.known.set(key, entry);
    if (this.known.size <= MAX_ENTRIES) return;
    const [oldest] = this.known.keys();
    if (oldest !== undefined) this.known.delete(oldest);
  }
}
