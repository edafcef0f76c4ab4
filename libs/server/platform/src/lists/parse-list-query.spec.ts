import { type ProblemError } from '../errors/problem-error';
import { encodeCursor } from './cursor';
import { type RawQuery } from './list-query';
import { parseListQuery } from './parse-list-query';
import { THING_LIST } from './testing/thing-model';

const parse = (raw: RawQuery) => parseListQuery(THING_LIST, raw);

function refusal(raw: RawQuery): [pointer: string, code: string][] {
  try {
    parse(raw);
  } catch (error) {
    const { status, extras } = error as ProblemError;
    expect(status).toBe(400);
    return (extras.errors ?? []).map(({ pointer, code }) => [pointer, code]);
  }
  throw new Error(`Not refused: ${JSON.stringify(raw)}`);
}

describe('a list query', () => {
  it('is newest first, fifty rows, uncounted where nothing is asked', () => {
    expect(parse({})).toMatchObject({ limit: 50, count: 'none', after: null, filters: [] });
    expect(parse({}).sort.map((key) => key.term)).toEqual(['-id']);
  });

  it('ends every sort with the id, in the direction of the last key', () => {
    expect(parse({ sort: '-score,label' }).sort.map((key) => key.term)).toEqual(['-score', 'label', 'id']);
    expect(parse({ sort: '-meta.deep.b' }).sort.map((key) => key.term)).toEqual(['-meta.deep.b', '-id']);
    expect(parse({ sort: 'id,label' }).sort.map((key) => key.term)).toEqual(['id', 'label']);
  });

  it.each<[string, RawQuery, string]>([
    ['an unknown field', { colour: 'red' }, 'UNKNOWN_FIELD'],
    ['a field that only sorts', { hidden: 'x' }, 'UNKNOWN_FIELD'],
    ['a property of Object', { constructor: 'x' }, 'UNKNOWN_FIELD'],
    ['an empty path segment', { 'meta..a': 'x' }, 'UNKNOWN_FIELD'],
    ['a path that is too deep', { 'meta.a.b.c.d.e.f.g.h.i': 'x' }, 'UNKNOWN_FIELD'],
    ['an unknown operator', { 'label[regex]': 'x' }, 'INVALID_FILTER'],
    ['an operator that the type lacks', { 'score[like]': '1' }, 'INVALID_FILTER'],
    ['a range over an enumeration', { 'kind[gt]': 'book' }, 'INVALID_FILTER'],
    ['a value outside the enumeration', { kind: 'car' }, 'INVALID_FILTER'],
    ['text for a number', { score: 'ten' }, 'INVALID_FILTER'],
    ['a number beyond the column', { score: '2147483648' }, 'INVALID_FILTER'],
    ['one bad value among good ones', { 'score[in]': '1,2,x' }, 'INVALID_FILTER'],
    ['a day that does not exist', { at: '2026-02-30' }, 'INVALID_FILTER'],
    ['no time at all', { 'at[gt]': 'yesterday' }, 'INVALID_FILTER'],
    ['is_null with anything but a boolean', { 'score[is_null]': '1' }, 'INVALID_FILTER'],
    ['text with a NUL character', { label: 'a\0b' }, 'INVALID_FILTER'],
    ['one filter twice', { label: ['a', 'b'] }, 'INVALID_FILTER'],
    ['the order of null', { 'meta.a[lt]': 'null' }, 'INVALID_FILTER'],
    ['a whole JSON column', { meta: '{}' }, 'INVALID_FILTER'],
    ['a limit of zero', { limit: '0' }, 'VALIDATION_FAILED'],
    ['a limit above 200', { limit: '201' }, 'VALIDATION_FAILED'],
    ['a limit that is no number', { limit: '5x' }, 'VALIDATION_FAILED'],
    ['an unknown count', { count: 'all' }, 'VALIDATION_FAILED'],
    ['a field that no row has', { fields: 'label,search' }, 'UNKNOWN_FIELD'],
    ['no field at all', { fields: '' }, 'UNKNOWN_FIELD'],
    ['a part that the list does not know', { include: 'parents' }, 'UNKNOWN_FIELD'],
    ['a flag that is no boolean', { trash: 'yes' }, 'VALIDATION_FAILED'],
    ['a cursor that is none', { cursor: 'abc' }, 'INVALID_CURSOR'],
    ['a cursor with foreign characters', { cursor: '../..' }, 'INVALID_CURSOR'],
  ])('refuses %s', (_, raw, code) => {
    expect(refusal(raw)).toEqual([[`query/${Object.keys(raw)[0]}`, code]]);
  });

  it('answers with the fields that were named, in one order, and always with the id', () => {
    expect(parse({}).fields).toBeNull();
    expect(parse({ fields: 'kind,label' }).fields).toEqual(['id', 'label', 'kind']);
    expect(parse({ fields: 'label,kind,label' }).fields).toEqual(['id', 'label', 'kind']);
  });

  it('takes as parts what the list declares', () => {
    const list = { ...THING_LIST, includes: ['parents', 'makers'] };
    expect([...parseListQuery(list, { include: 'makers' }).include]).toEqual(['makers']);
    expect(parseListQuery(list, { include: 'makers', fields: 'label' }).fields).toEqual([
      'id',
      'label',
      'makers',
    ]);
  });

  it('sorts by relevance where there is a search', () => {
    const [first, last] = parse({ q: 'red box', sort: '-relevance' }).sort;
    expect(first).toMatchObject({ words: ['red', 'box'], type: 'float4', descending: true });
    expect(last?.term).toBe('-id');
    for (const raw of [{ sort: '-relevance' }, { sort: '-relevance', q: ' ' }])
      expect(refusal(raw)).toEqual([['query/sort', 'INVALID_SORT']]);
  });

  it.each(['colour', 'hidden', '-', '', 'label,label', 'label,-label', 'meta', 'id,label,kind,score,at'])(
    'refuses to sort by "%s"',
    (sort) => expect(refusal({ sort })).toEqual([['query/sort', 'INVALID_SORT']]),
  );

  it('names everything that is wrong at once', () => {
    expect(
      refusal({ colour: 'red', limit: '-1', sort: 'shape' })
        .map(([pointer]) => pointer)
        .sort(),
    ).toEqual(['query/colour', 'query/limit', 'query/sort']);
  });

  it('refuses the cursor of another sort and one whose values were tampered with', () => {
    const { sort } = parse({ sort: 'score' });
    const cursor = encodeCursor(sort, ['3', '17']);
    expect(parse({ sort: 'score', cursor })).toMatchObject({ after: ['3', '17'], before: null });
    const back = encodeCursor(sort, ['3', '17'], 'before');
    expect(parse({ sort: 'score', cursor: back })).toMatchObject({ after: null, before: ['3', '17'] });
    const end = encodeCursor(sort, 'end', 'before');
    expect(parse({ sort: 'score', cursor: end })).toMatchObject({ after: null, before: 'end' });
    for (const raw of [
      { cursor },
      { sort: '-score', cursor },
      { sort: 'score', cursor: encodeCursor(sort, ['3', 'x']) },
      { sort: 'score', cursor: encodeCursor(sort, ['3', null]) },
      { sort: 'score', cursor: encodeCursor(sort, ['99999999999', '1']) },
      { sort: 'score', cursor: encodeCursor(sort, ['3']) },
      { sort: 'score', cursor: encodeCursor(sort, 'end', 'after') },
      { sort: '-score', cursor: end },
      { sort: 'score', cursor: encodeCursor(sort, ['3', 'x'], 'before') },
    ]) {
      expect(refusal(raw)).toEqual([['query/cursor', 'INVALID_CURSOR']]);
    }
  });

  it('reads values of a JSON path by their JSON type', () => {
    const literals = (value: string) => parse({ 'meta.a': value }).filters;
    const types = ['1', '-1.5e3', '01', '"1"', 'true', 'null', 'text', '"', '"a"b"'];
    expect(types.map((value) => literals(value)).flat()).toMatchObject(
      [
        { type: 'number', json: '1' },
        { type: 'number', json: '-1.5e3' },
        { type: 'string', json: '"01"' },
        { type: 'string', json: '"1"' },
        { type: 'boolean', json: 'true' },
        { type: 'null', json: 'null' },
        { type: 'string', json: '"text"' },
        { type: 'string', json: '"\\""' },
        { type: 'string', json: JSON.stringify('"a"b"') },
      ].map((literal) => ({ literals: [literal] })),
    );
  });
});
