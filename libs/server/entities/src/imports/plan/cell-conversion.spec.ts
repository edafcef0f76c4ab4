import { type ImportValueFormat, type ImportValueType } from '@bureau/contracts';
import * as fc from 'fast-check';
import { guessType } from '../preview/guess-type';
import { looksLikeTitles } from '../preview/header-guess';
import { suggestTargets } from '../preview/suggest-target';
import { convertText } from './cell-conversion';
import { neutralText, plainText } from './neutral-text';

describe('the text of a cell', () => {
  it.each<[string, ImportValueType, ImportValueFormat | null, unknown]>([
    [' 42 ', 'integer', null, 42],
    ['-0', 'integer', null, 0],
    ['1.50', 'number', null, 1.5],
    ['1e3', 'number', null, 1000],
    ['1.234,5', 'number', 'decimal_comma', 1234.5],
    ['Yes', 'boolean', null, true],
    ['0', 'boolean', null, false],
    ['2024-02-29', 'date', null, '2024-02-29'],
    ['5.1.2024', 'date', 'DD.MM.YYYY', '2024-01-05'],
    ['01/02/2024', 'date', 'MM/DD/YYYY', '2024-01-02'],
    ['{"a": [1]}', 'json', null, { a: [1] }],
    [' as it is ', 'text', null, ' as it is '],
  ])('%j as %s %s is %j', (text, type, format, value) => {
    expect(convertText(text, type, format)).toEqual({ value });
  });

  it.each<[string, ImportValueType, ImportValueFormat | null]>([
    ['1.5', 'integer', null],
    ['12345678901234567', 'integer', null],
    ['1,5', 'number', null],
    ['1.2.3', 'number', 'decimal_comma'],
    ['1e999', 'number', null],
    ['maybe', 'boolean', null],
    ['2023-02-29', 'date', null],
    ['31.04.2024', 'date', 'DD.MM.YYYY'],
    ['0024-01-01', 'date', null],
    ['{a:1}', 'json', null],
  ])('%j is no %s %s', (text, type, format) => {
    expect(convertText(text, type, format)).toEqual({ problem: expect.stringContaining(text.slice(0, 10)) });
  });

  it.each<[string[], ImportValueType, ImportValueFormat | null]>([
    [['1', '20', '-3'], 'integer', null],
    [['1', '2.5'], 'number', null],
    [['007', '1'], 'text', null],
    [['+49', '1'], 'text', null],
    [['1,5', '2'], 'text', null],
    [['1,5', '2.000,1'], 'number', 'decimal_comma'],
    [['yes', 'no'], 'boolean', null],
    [['1', '0'], 'integer', null],
    [['2024-01-31'], 'date', 'YYYY-MM-DD'],
    [['12/31/2024', '01/01/2024'], 'date', 'MM/DD/YYYY'],
    [['01/02/2024'], 'date', 'DD/MM/YYYY'],
    [['{"a":1}', '[2]'], 'json', null],
    [[], 'text', null],
  ])('%j seem to be %s %s', (texts, type, format) => {
    expect(guessType(texts)).toEqual({ type, format });
  });

  it('is made harmless for a spreadsheet, and what it was again', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', 'a', '\uff1d', ' ') });
    fc.assert(
      fc.property(text, (one) => {
        expect(plainText(neutralText(one))).toBe(one);
        expect(neutralText(one)).not.toMatch(/^[=+\-@\t\uff1d]/);
      }),
    );
  });
});

describe('the first row', () => {
  const rows = (...cells: string[][]) => cells.map((one, n) => ({ line: n + 1, cells: one }));

  it.each<[string, string[][], boolean]>([
    [
      'words over numbers',
      [
        ['label', 'size'],
        ['a', '1'],
      ],
      true,
    ],
    [
      'a known title',
      [
        ['name', '1'],
        ['a', '2'],
      ],
      true,
    ],
    [
      'numbers',
      [
        ['a', '1'],
        ['b', '2'],
      ],
      false,
    ],
    [
      'the same word twice',
      [
        ['a', 'a'],
        ['b', 'c'],
      ],
      false,
    ],
    [
      'a word that stands below as well',
      [
        ['red', 'big'],
        ['red', 'small'],
      ],
      false,
    ],
  ])('with %s', (_, cells, titles) => {
    expect(looksLikeTitles(rows(...cells))).toBe(titles);
  });
});

it('suggests each target once, and leaves out what the office keeps itself', () => {
  const column = (source: string, type: ImportValueType = 'text', samples: string[] = []) => ({
    source,
    type,
    samples,
  });
  expect(
    suggestTargets([
      column('id'),
      column('Title'),
      column('name'),
      column('status', 'text', ['open']),
      column('Notes'),
      column('comment'),
      column('metadata', 'json'),
      column('metadata.a'),
      column('v1.2'),
    ]),
  ).toEqual([
    null,
    'metadata.Title',
    'name',
    'metadata.status',
    'description',
    null,
    'metadata',
    'metadata.a',
    'metadata.v1_2',
  ]);
});
