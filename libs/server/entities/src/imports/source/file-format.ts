import { type ImportFormat } from '@bureau/contracts';

const OBJECT = /^\ufeff?\s*\{/;

/** What the file is: NDJSON where its first line is one whole JSON object, else a table. @param head its beginning */
export function formatOf(head: string): ImportFormat {
  if (!OBJECT.test(head)) return 'csv';
  const first =
    head
      .replace(/^\ufeff/, '')
      .trimStart()
      .split('\n', 1)[0] ?? '';
  try {
    JSON.parse(first);
    return 'ndjson';
  } catch {
    // A first line that is longer than what was looked at cannot be told from one that is broken.
    return head.includes('\n') ? 'csv' : 'ndjson';
  }
}
