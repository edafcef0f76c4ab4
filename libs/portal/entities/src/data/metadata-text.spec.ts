import { type JsonObject } from '@bureau/contracts';
import fc from 'fast-check';
import { fromRows, fromText, toRows, toText } from './metadata-text';

describe('metadata as typed text', () => {
  it.each([
    ['640', 640],
    ['-1.5e3', -1500],
    ['true', true],
    ['null', null],
    ['"640"', '640'],
    ['["a",1]', ['a', 1]],
    ['{"a":{"b":1}}', { a: { b: 1 } }],
    ['2.18-2', '2.18-2'],
    ['plain text', 'plain text'],
    ['[not json', '[not json'],
    ['', ''],
  ])('reads %s', (text, value) => {
    expect(fromText(text)).toEqual(value);
  });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.parse(JSON.stringify(value)) as JsonObject[string];
        expect(fromText(toText(json))).toEqual(json);
      }),
    );
  });

  it('keeps the order of the keys and leaves out lines without one', () => {
    const metadata = { b: 1, a: 'x' };
    expect(Object.keys(fromRows(toRows(metadata)))).toEqual(['b', 'a']);
    expect(fromRows([...toRows(metadata), { key: ' ', value: 'lost' }])).toEqual(metadata);
  });
});
