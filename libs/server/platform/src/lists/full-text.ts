/** More words than this narrow nothing further down. */
const MAX_WORDS = 20;

/** The words of a search, in the order given. */
export function searchWords(text: string): string[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS);
}

/** Text of a `tsquery` in which every word must be found, as a whole or as the beginning of a word. */
export function prefixQuery(words: readonly string[]): string {
  return words.map((word) => `${quoted(word)}:*`).join(' & ');
}

/** Text of a `tsquery` in which every word must be found as a whole. */
export function wordQuery(words: readonly string[]): string {
  return words.map(quoted).join(' & ');
}

function quoted(word: string): string {
  return `'${word.replace(/[\\']/g, '$&$&')}'`;
}
