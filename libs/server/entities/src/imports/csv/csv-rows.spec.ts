import * as fc from 'fast-check';
import { csvRows, MAX_ROW_BYTES, type CsvRow } from './csv-rows';

async function read(text: string, pieceSize = 1 << 20): Promise<CsvRow[]> {
  const bytes = Buffer.from(text);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
  }
  const rows: CsvRow[] = [];
  for await (const row of csvRows(pieces())) rows.push(row);
  return rows;
}

describe('rows of a CSV file', () => {
  it('come with the line where they begin, whatever the line ends', async () => {
    const text = '\ufeffname,note\r\nA,"two\r\nlines"\r\n\r\nB,"a ""quoted"" word"\rC,last';
    expect(await read(text)).toEqual([
      { line: 1, cells: ['name', 'note'] },
      { line: 2, cells: ['A', 'two\nlines'] },
      { line: 5, cells: ['B', 'a "quoted" word'] },
      { line: 6, cells: ['C', 'last'] },
    ]);
  });

  it.each([
    [';', 'a;b\n"x;y";2'],
    ['\t', 'a\tb\n"x;y"\t2'],
    [',', '"a;b;c;d",b\n"x;y",2'],
  ])('are cut at %j where the first line is', async (_, text) => {
    expect((await read(text))[1]?.cells).toEqual(['x;y', '2']);
  });

  it('take stray quotes as text and lose no row to them', async () => {
    const rows = await read('name,size\nDisk 3.5",1\n"12" disk,2\nlast,3');
    expect(rows.map((row) => row.cells)).toEqual([
      ['name', 'size'],
      ['Disk 3.5"', '1'],
      ['"12" disk', '2'],
      ['last', '3'],
    ]);
  });

  it('end with a problem where a quote is never closed', async () => {
    const rows = await read('name,note\nA,1\nB,"open\nC,2\nD,3\n');
    expect(rows.slice(0, 2).map((row) => row.cells)).toEqual([
      ['name', 'note'],
      ['A', '1'],
    ]);
    expect(rows.slice(2)).toEqual([{ line: 3, cells: [], problem: expect.stringContaining('never closed') }]);
  });

  it('end with a problem at a row that would fill the memory', async () => {
    const rows = await read(`name,note\nA,1\nB,"${'x\n'.repeat(MAX_ROW_BYTES)}"\nC,2\n`);
    expect(rows).toHaveLength(3);
    expect(rows[2]).toEqual({ line: 3, cells: [], problem: expect.stringContaining('longer than 1 MiB') });
  });

  it('are none in an empty file', async () => {
    expect(await read('')).toEqual([]);
    expect(await read('\n\n')).toEqual([]);
  });

  it('are the same however the file is cut into pieces', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '"', ',', '\n', '\r\n', ' ') });
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 7 }), async (rows, size) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = `name,note\r\n${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
        const expected = rows.map((row) => row.map((one) => one.replace(/\r\n?/g, '\n')));
        expect((await read(text, size)).slice(1).map((row) => row.cells)).toEqual(expected);
      }),
      { seed: 5 },
    );
  });
});
