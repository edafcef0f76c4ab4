import { likePattern } from '../lists/like-pattern';

const ANY_TEXT = Symbol('%');
const ANY_CHARACTER = Symbol('_');
type Token = string | typeof ANY_TEXT | typeof ANY_CHARACTER;

/** What `text ilike pattern collate "C"` says, in time that grows with both lengths and no faster. */
export function matchesLike(given: string, text: string): boolean {
  const tokens = tokensOf(foldAscii(likePattern(given)));
  const characters = [...foldAscii(text)];
  let [at, token, retryAt, retryToken] = [0, 0, -1, -1];
  while (at < characters.length) {
    const current = tokens[token];
    if (current === ANY_TEXT) {
      [retryToken, retryAt] = [token, at];
      token += 1;
    } else if (current !== undefined && (current === ANY_CHARACTER || current === characters[at])) {
      at += 1;
      token += 1;
    } else if (retryToken >= 0) {
      retryAt += 1;
      [at, token] = [retryAt, retryToken + 1];
    } else return false;
  }
  return tokens.slice(token).every((left) => left === ANY_TEXT);
}

function tokensOf(pattern: string): Token[] {
  const tokens: Token[] = [];
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] as string;
    if (character === '\\') tokens.push(characters[++i] ?? character);
    else if (character === '%') tokens.push(ANY_TEXT);
    else tokens.push(character === '_' ? ANY_CHARACTER : character);
  }
  return tokens;
}

function foldAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
