import { formatOf } from './file-format';
import { ndjsonRows } from './ndjson-rows';
import { type FileRow } from './file-row';

async function read(text: string, size = 7): Promise<FileRow[]> {
  const bytes = Buffer.from(text);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const rows: FileRow[] = [];
  for await (const row of ndjsonRows(pieces())) rows.push(row);
  return rows;
}

describe('rows of NDJSON', () => {
  it('are objects with their lines; what is none has a problem and is passed over', async () => {
    expect(await read('\ufeff{"a":"é"}\r\n\n[1]\n{"b":\n{"n":1}')).toEqual([
      { line: 1, object: { a: 'é' } },
      { line: 3, problem: 'This line is no JSON object.' },
      { line: 4, problem: 'This line is no JSON.' },
      { line: 5, object: { n: 1 } },
    ]);
  });

  it('refuse a number that would be rounded, not one in quotes', async () => {
    const rows = await read('{"n":12345678901234567890}\n{"n":"12345678901234567890"}\n');
    expect(rows).toEqual([
      { line: 1, problem: expect.stringContaining('digits') },
      { line: 2, object: { n: '12345678901234567890' } },
    ]);
  });

  it('go on behind a line that would fill the memory', async () => {
    const rows = await read(`{"a":"${'x'.repeat(2_500_000)}"}\n{"a":1}\n`, 1 << 18);
    expect(rows).toEqual([
      { line: 1, problem: expect.stringContaining('1 MiB') },
      { line: 2, object: { a: 1 } },
    ]);
  });
});

it.each([
  ['{"a":1}\n{"a":2}', 'ndjson'],
  ['\ufeff  {"a":1}', 'ndjson'],
  [`{"a":"${'x'.repeat(100)}`, 'ndjson'],
  ['name,note\n{"a":1},x', 'csv'],
  ['{broken,title\n1,2', 'csv'],
])('%j is %s', (head, format) => {
  expect(formatOf(head)).toBe(format);
});
