import { createHash } from 'node:crypto';

/** A statement's text with the name under which PostgreSQL keeps its plan. */
export interface NamedText {
  name: string;
  text: string;
}

/**
 * Texts made once per shape. pg never forgets a name, so a shape must come from a bounded set: columns, actions and
 * rule texts do; values never are part of it.
 */
export class StatementCache {
  private readonly texts = new Map<string, NamedText>();

  constructor(private readonly prefix: string) {}

  get(shape: object, build: () => string): NamedText {
    const key = JSON.stringify(shape);
    let text = this.texts.get(key);
    if (!text) {
      const body = build();
      text = {
        name: `${this.prefix}_${createHash('sha256').update(body).digest('hex').slice(0, 16)}`,
        text: body,
      };
      this.texts.set(key, text);
    }
    return text;
  }
}
