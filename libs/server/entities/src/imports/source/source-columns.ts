/**
 * Names for the columns of a table, unique each: a title that stands twice is numbered, one that is missing is made.
 * @param titles the first row, or null where it holds no titles
 * @param width how many columns there are then
 */
export function columnSources(titles: readonly string[] | null, width = 0): string[] {
  const sources: string[] = [];
  const all = titles ?? Array.from({ length: width }, () => '');
  for (const [place, title] of all.entries()) {
    const plain = title.trim() || `Column ${place + 1}`;
    let source = plain;
    for (let again = 2; sources.includes(source); again++) source = `${plain} (${again})`;
    sources.push(source);
  }
  return sources;
}
