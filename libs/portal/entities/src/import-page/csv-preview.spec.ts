import { guessNameColumn, previewCsv } from './csv-preview';

describe('previewCsv', () => {
  it('reads the head and the first five rows', () => {
    const text = ['name,section', ...Array.from({ length: 9 }, (_, row) => `p${row},web`)].join('\n');
    const preview = previewCsv(text);
    expect(preview.columns).toEqual(['name', 'section']);
    expect(preview.rows).toHaveLength(5);
    expect(preview.rows[4]).toEqual(['p4', 'web']);
  });

  it('knows quotes, commas and line breaks inside them, and a byte order mark', () => {
    const preview = previewCsv('\uFEFFname,note\r\n"a, b","says ""hi""\nthere"\r\nc,\r\n');
    expect(preview).toEqual({
      columns: ['name', 'note'],
      rows: [
        ['a, b', 'says "hi"\nthere'],
        ['c', ''],
      ],
    });
  });

  it.each(['', 'name', 'name\n'])('finds no row in %j', (text) => {
    expect(previewCsv(text).rows).toEqual([]);
  });

  it('gives up on nothing, however odd the text', () => {
    expect(() => previewCsv('a,"b\n"c" d,\n,,,"')).not.toThrow();
  });
});

describe('guessNameColumn', () => {
  it('takes the column called so, else the first', () => {
    expect(guessNameColumn(['id', 'Name'])).toBe('Name');
    expect(guessNameColumn(['version', 'package'])).toBe('package');
    expect(guessNameColumn(['x', 'y'])).toBe('x');
    expect(guessNameColumn([])).toBe('');
  });
});
