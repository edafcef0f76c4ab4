import { type Token } from './lexer';

/** Reads tokens from left to right; whatever does not fit leaves the place as it was. */
export class TokenReader {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  peek(ahead = 0): Token | undefined {
    return this.tokens[this.at + ahead];
  }

  next(): Token | undefined {
    return this.tokens[this.at++];
  }

  /** Nothing is left but the end of the sentence. */
  get atEnd(): boolean {
    return this.tokens
      .slice(this.at)
      .every(({ kind, text }) => kind === 'symbol' && ['.', '?', '!', ';'].includes(text));
  }

  /** What is left, as it was written. */
  get rest(): string {
    return this.tokens
      .slice(this.at)
      .map(({ kind, text }) => (kind === 'quoted' ? `"${text}"` : text))
      .join(' ');
  }

  /** Whether the words of the phrase come next. A quoted word is a value and never part of a phrase. */
  sees(phrase: string): boolean {
    return phrase.split(' ').every((word, i) => {
      const token = this.peek(i);
      return token !== undefined && token.kind !== 'quoted' && token.lower === word;
    });
  }

  /** Takes the first of the phrases that comes next; longer ones should stand before their beginnings. */
  take(...phrases: readonly string[]): string | null {
    const phrase = phrases.find((one) => this.sees(one));
    if (phrase === undefined) return null;
    this.at += phrase.split(' ').length;
    return phrase;
  }

  /** Takes any number of the words. */
  skip(...words: readonly string[]): void {
    while (this.take(...words) !== null);
  }

  /** Runs a reading that may fail; where it answers null, nothing was read. */
  attempt<T>(read: () => T | null): T | null {
    const start = this.at;
    const result = read();
    if (result === null) this.at = start;
    return result;
  }

  /** Index of the last place, from here, at which the word stands; tokens before it are then read by `until`. */
  lastIndexOf(word: string): number {
    for (let i = this.tokens.length - 1; i >= this.at; i--) {
      const token = this.tokens[i];
      if (token && token.kind !== 'quoted' && token.lower === word) return i;
    }
    return -1;
  }

  /** A reader of its own over the tokens up to (not including) `end`; this one goes on behind `end`. */
  until(end: number): TokenReader {
    const part = new TokenReader(this.tokens.slice(this.at, end));
    this.at = end + 1;
    return part;
  }
}
