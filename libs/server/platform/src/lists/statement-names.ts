import { createHash } from 'node:crypto';

/** PostgreSQL keeps every named plan on every connection for ever, so there is an end to the names. */
const MAX_NAMES = 100;

/**
 * Names for statements whose texts depend on what callers ask: the first texts get one, and with it a kept plan; rare
 * combinations after those stay unnamed.
 */
export class StatementNames {
  private readonly names = new Map<string, string>();

  constructor(private readonly prefix: string) {}

  of(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || this.names.size >= MAX_NAMES) return known;
    // The driver refuses one name for two texts, and another reader of the same list may share its connections.
    const name = `${this.prefix}_${createHash('sha256').update(text).digest('base64url').slice(0, 12)}`;
    this.names.set(text, name);
    return name;
  }
}
