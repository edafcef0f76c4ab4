import { parseJsonBody } from './json-body';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('a JSON body', () => {
  it.each([
    ['', undefined],
    [' \n', undefined],
    ['null', null],
    ['{"a": [1, "x"]}', { a: [1, 'x'] }],
    ['{"a": [1e300, "1e999"]}', { a: [1e300, '1e999'] }],
    [
      `{"text": "${'['.repeat(500)} \\" ${'{'.repeat(500)}"}`,
      { text: `${'['.repeat(500)} " ${'{'.repeat(500)}` },
    ],
  ])('%j is read', (text, value) => expect(parseJsonBody(text)).toEqual(value));

  it('may be nested a hundred levels deep, and not one more', () => {
    expect(parseJsonBody(nested(100))).toEqual(JSON.parse(nested(100)));
    expect(() => parseJsonBody(nested(101))).toThrow('100 levels');
    expect(() => parseJsonBody(nested(500_000))).toThrow('100 levels');
  });

  it.each([
    ['{bad', 'not JSON'],
    ['{"__proto__": {}}', '__proto__'],
    ['{"__pr\\u006fto__": {"admin": true}}', '__proto__'],
    ['{"a": "\\u0000"}', 'U+0000'],
    ['{"\\u0000": 1}', 'U+0000'],
    ['{"a": "\\ud800"}', 'surrogate'],
    ['{"a": {"\\udc00": 1}}', 'surrogate'],
    ['{"a": 1e999}', 'too large'],
    ['[-1E+0400]', 'too large'],
    [`[${'9'.repeat(400)}]`, 'too large'],
  ])('%j is refused', (text, reason) => expect(() => parseJsonBody(text)).toThrow(reason));
});
