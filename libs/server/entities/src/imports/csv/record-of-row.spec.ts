import { cellValue } from './cell-value';
import { planColumns, UnreadableFileError } from './csv-header';
import { recordOfRow } from './record-of-row';

const plan = planColumns(['Name', 'status', 'size', 'code', 'description', 'type'], null);
const result = (...cells: string[]) => recordOfRow({ line: 7, cells }, plan);

describe('a row of an import', () => {
  it('becomes a record: known columns, the rest as metadata, empty cells left out', () => {
    expect(result(' Disk ', 'Draft', '12', '007', '', 'part')).toEqual({
      record: { name: 'Disk', status: 'draft', type: 'part', metadata: { size: 12, code: '007' } },
    });
    expect(result('Disk', '', '', '', 'Spare', '')).toEqual({
      record: { name: 'Disk', description: 'Spare', metadata: {} },
    });
  });

  it.each<[string, string[], string | null, RegExp]>([
    ['has no name', ['  ', '', '', '', '', ''], 'Name', /missing/],
    ['has a name that is too long', ['x'.repeat(256), '', '', '', '', ''], 'Name', /255/],
    ['has an unknown status', ['x', 'lost', '', '', '', ''], 'status', /"lost" is no status/],
    ['has a type that is too long', ['x', '', '', '', '', 'y'.repeat(101)], 'type', /100/],
    ['has too few cells', ['x', ''], null, /2 cells; the first row has 6/],
    ['has too many cells', ['x', '', '', '', '', '', ''], null, /7 cells/],
    ['has too much for the metadata', ['x', '', 'y'.repeat(66_000), '', '', ''], null, /64 KiB/],
  ])('is refused with line and column where it %s', (_, cells, column, detail) => {
    expect(result(...cells)).toEqual({ error: { line: 7, column, detail: expect.stringMatching(detail) } });
  });

  it.each([
    ['0', 0],
    ['-1.5', -1.5],
    ['123456789012345', 123456789012345],
    ['007', '007'],
    ['1.50', '1.50'],
    ['1e3', '1e3'],
    ['+1', '+1'],
    ['-0', '-0'],
    ['12345678901234567890', '12345678901234567890'],
    ['2.18-2', '2.18-2'],
    ['true', 'true'],
  ])('takes the cell %s as %j', (text, value) => {
    expect(cellValue(text)).toBe(value);
  });
});

describe('the first row', () => {
  it.each<[string, string[], string | null, RegExp]>([
    ['has no column of that title', ['title', 'size'], null, /no column "name".*title, size/s],
    ['lacks the column that was chosen', ['name', 'size'], 'label', /no column "label"/],
    ['has a column without a title', ['name', ' '], null, /Column 2 has no title/],
    ['has a title twice', ['name', 'Size', 'size'], null, /"size" stands twice/],
    ['has a title that is too long', ['name', 'x'.repeat(101)], null, /longer than 100/],
  ])('is refused where it %s', (_, cells, nameColumn, message) => {
    expect(() => planColumns(cells, nameColumn)).toThrow(UnreadableFileError);
    expect(() => planColumns(cells, nameColumn)).toThrow(message);
  });

  it('takes the names from the column that was chosen', () => {
    const chosen = planColumns(['name', 'Label'], ' label ');
    expect(recordOfRow({ line: 2, cells: ['old', 'New'] }, chosen)).toEqual({
      record: { name: 'New', metadata: { name: 'old' } },
    });
  });
});
