/**
 * The pattern of SQL's LIKE for what the caller wrote. With a `%` in it, it is a pattern (`_` stands for one
 * character, `\` takes away a special meaning); without one the text may stand anywhere, and is taken as it is.
 */
export function likePattern(text: string): string {
  if (!text.includes('%')) return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  // A pattern that ends in the middle of an escape is an error in PostgreSQL: that backslash means itself.
  return endsInsideEscape(text) ? `${text}\\` : text;
}

function endsInsideEscape(text: string): boolean {
  let backslashes = 0;
  while (text[text.length - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}
