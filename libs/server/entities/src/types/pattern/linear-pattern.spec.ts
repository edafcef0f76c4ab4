import * as fc from 'fast-check';
import { LinearPattern } from './linear-pattern';
import { PatternError } from './parse-pattern';

/** Patterns small enough that the built-in engine can be asked as well. */
const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\.', '^', '$', '\\b'),
    tie('pattern').map((inner) => `(${inner})`),
    fc
      .tuple(
        fc.oneof(
          fc.constantFrom('a', '.', '[bc]'),
          tie('pattern').map((inner) => `(?:${inner})`),
        ),
        fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{0,}', '*?'),
      )
      .map(([part, quantifier]) => `${part}${quantifier}`),
  ),
  pattern: fc
    .array(
      fc.array(tie('part'), { maxLength: 3 }).map((parts) => parts.join('')),
      { minLength: 1, maxLength: 2 },
    )
    .map((options) => options.join('|')),
}));

describe('a pattern without backtracking', () => {
  it('matches what a regular expression matches', () => {
    fc.assert(
      fc.property(
        pattern,
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '.', ' ', '😀') }),
        (source, text) => {
          expect([source, text, new LinearPattern(source).test(text)]).toEqual([
            source,
            text,
            new RegExp(source, 'u').test(text),
          ]);
        },
      ),
      { numRuns: 1_000, seed: 5 },
    );
  });

  it.each<[string, string, boolean]>([
    ['^[A-Z]{2}-\\d{3,}$', 'AB-1234', true],
    ['^[A-Z]{2}-\\d{3,}$', 'AB-12', false],
    ['^[a-z0-9]+(-[a-z0-9]+)*$', 'a-slug-of-4', true],
    ['^\\p{L}+$', 'Éclair', true],
    ['^\\u{1F600}$', '😀', true],
    ['colou?r', 'the colours', true],
  ])('%s on %s is %s', (source, text, matches) => expect(new LinearPattern(source).test(text)).toBe(matches));

  it.each(['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', '(.*)*x', '^(\\w+\\s?)*$'])(
    'takes its time over %s',
    (source) => {
      // The built-in engine would need longer than the universe for the first of these.
      expect(new LinearPattern(source).test(`${'a'.repeat(5_000)}!`)).toBe(false);
    },
  );

  it('repeats nothing without end', () => {
    expect(new LinearPattern('^(?:(?:(?:){9999}){9999}){9999}$').test('')).toBe(true);
  });

  it.each([
    '(?=a)b',
    '(?<!a)b',
    '(?<name>a)',
    '(a)\\1',
    '\\k<a>',
    'a{3,2}',
    '(a',
    'a)',
    '*a',
    '[z-a]',
    '\\p{Nothing}',
    '((a{50}){50}){50}',
    'a'.repeat(501),
  ])('refuses %s', (source) => expect(() => new LinearPattern(source)).toThrow(PatternError));
});
