const ESCAPED = /[\\`*_{}[\]<>()#+!|~]/g;

/** Text of a record inside Markdown: shown as it is, never as markup. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(ESCAPED, '\\$&');
}

/** A record's name as a link to it. */
export function recordLink(id: number, name: string): string {
  return `[${plain(name)}](/records/${id})`;
}

/** A JSON value in words. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '*none*';
  return plain(typeof value === 'string' ? value : JSON.stringify(value));
}

/** A Markdown table; cells are Markdown. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

/** `1 record`, `2 records`; with a thousands separator. */
export function amount(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? singular : plural}`;
}
