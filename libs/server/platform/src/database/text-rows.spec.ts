import pg from 'pg';
import { installTypeParsers, toRfc3339 } from './type-parsers';
import { rowObjects, rowsJson, type TextRows } from './text-rows';

const { BOOL, INT4, INT8, JSONB, NUMERIC, TEXT, TIMESTAMPTZ, FLOAT8 } = pg.types.builtins;
const TEXT_ARRAY = 1009;

beforeAll(installTypeParsers);

function column(type: number, ...texts: (string | null)[]): TextRows {
  return { columns: [{ name: 'value', type }], rows: texts.map((text) => [text]) };
}

describe('rows as texts', () => {
  it.each([
    ['whole numbers', column(INT4, '-7', '0', null)],
    ['large ids', column(INT8, '9007199254740991')],
    ['numbers with a fraction', column(FLOAT8, '0.1', '1e-09')],
    ['exact numbers, which stay text', column(NUMERIC, '0.10', '12345678901234567890.5')],
    ['text with quotes, breaks and letters beyond ASCII', column(TEXT, 'a "b" \\ c\n\u2028É', '', null)],
    ['truth', column(BOOL, 't', 'f', null)],
    ['times', column(TIMESTAMPTZ, '2026-11-22 09:14:00.12+00', '2026-11-22 09:14:00+00', null)],
    ['JSON', column(JSONB, '{"a": [1, "x", null], "b": {"c": true}}', '"text"', 'null')],
    ['arrays', column(TEXT_ARRAY, '{a,"b c",NULL}', '{}')],
  ])('say the same as JSON and as objects: %s', (_, rows) => {
    expect(JSON.parse(rowsJson(rows))).toEqual(rowObjects(rows));
  });

  it('keep every column of every row, under names that need quoting too', () => {
    const rows = {
      columns: [
        { name: 'id', type: INT8 },
        { name: 'a "b"', type: TEXT },
      ],
      rows: [
        ['1', 'x'],
        ['2', null],
      ],
    };
    expect(rowsJson(rows)).toBe('[{"id":1,"a \\"b\\"":"x"},{"id":2,"a \\"b\\"":null}]');
    expect(rowObjects(rows)).toEqual([
      { id: 1, 'a "b"': 'x' },
      { id: 2, 'a "b"': null },
    ]);
    expect(rowsJson({ ...rows, rows: [] })).toBe('[]');
  });
});

describe('a time from PostgreSQL', () => {
  it.each([
    ['2026-11-22 09:14:00+00', '2026-11-22T09:14:00.000Z'],
    ['2026-11-22 09:14:00.1+00', '2026-11-22T09:14:00.100Z'],
    ['2026-11-22T09:14:00.12+00:00', '2026-11-22T09:14:00.120Z'],
    ['2026-11-22 09:14:00.123456+00', '2026-11-22T09:14:00.123Z'],
    ['2026-11-22T09:14:00.999Z', '2026-11-22T09:14:00.999Z'],
  ])('%s is %s', (text, time) => expect(toRfc3339(text)).toBe(time));
});
