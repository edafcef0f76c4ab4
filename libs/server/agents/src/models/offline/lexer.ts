/** A piece of a request. `text` is what was written, without quotes; `lower` is for comparing. */
export interface Token {
  kind: 'word' | 'number' | 'quoted' | 'symbol';
  text: string;
  lower: string;
}

/** Opening quote → closing quote. */
const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '„': '“',
  '‘': '’',
  '«': '»',
};
const SYMBOLS = ['!=', '>=', '<=', '>', '<', '=', ',', ';', '?', '!', '(', ')', ':'];
/** Requests are sentences; what is longer is a document, of which this model understands nothing. */
export const MAX_REQUEST_LENGTH = 2_000;

/** Takes a request apart in one pass. A quote that never closes is an ordinary character. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const closing = QUOTES[text[at] ?? ''];
    const end = closing === undefined ? -1 : text.indexOf(closing, at + 1);
    const symbol = SYMBOLS.find((one) => rest.startsWith(one));
    if (/\s/.test(text[at] ?? '')) at += 1;
    else if (end > at) {
      tokens.push(token('quoted', text.slice(at + 1, end)));
      at = end + 1;
    } else if (symbol) {
      tokens.push(token('symbol', symbol));
      at += symbol.length;
    } else at = readWord(text, at, tokens);
  }
  return tokens;
}

function readWord(text: string, start: number, tokens: Token[]): number {
  let end = start + 1;
  while (end < text.length && !endsWord(text, end)) end += 1;
  const raw = text.slice(start, end);
  const word = withoutDots(raw);
  if (word !== '') tokens.push(token(isNumber(word) ? 'number' : 'word', word));
  if (word.length < raw.length) tokens.push(token('symbol', '.'));
  return end;
}

function endsWord(text: string, at: number): boolean {
  const char = text[at] ?? '';
  // a colon inside a word belongs to it: debtags are written role::program, addresses https://…
  if (char === ':') return /\s/.test(text[at + 1] ?? ' ');
  return /\s/.test(char) || SYMBOLS.includes(char);
}

/** The full stop ends the sentence, not the word. */
function withoutDots(word: string): string {
  let end = word.length;
  while (end > 0 && word[end - 1] === '.') end -= 1;
  return word.slice(0, end);
}

function isNumber(word: string): boolean {
  return word.length <= 30 && /^-?\d+(?:\.\d+)?$/.test(word);
}

function token(kind: Token['kind'], text: string): Token {
  return { kind, text, lower: text.toLowerCase() };
}
