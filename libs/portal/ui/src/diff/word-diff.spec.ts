import fc from 'fast-check';
import { wordDiff } from './word-diff';

const written = (from: string, to: string) =>
  wordDiff(from, to)
    .map(({ mark, text }) => ({ same: text, removed: `[-${text}-]`, added: `[+${text}+]` })[mark])
    .join('');

describe('wordDiff', () => {
  it('marks words, not letters', () => {
    expect(written('httpd', 'web')).toBe('[-httpd-][+web+]');
    expect(written('a small server', 'a small and fast server')).toBe('a small [+and fast +]server');
    expect(written('the old text', 'the text')).toBe('the [-old -]text');
  });

  it('knows words of every script', () => {
    expect(written('Ünïcode Wörter', 'Ünïcode Zeichen')).toBe('Ünïcode [-Wörter-][+Zeichen+]');
  });

  it('has nothing to say about equal and empty texts', () => {
    expect(wordDiff('', '')).toEqual([]);
    expect(wordDiff('same', 'same')).toEqual([{ mark: 'same', text: 'same' }]);
  });

  it('replaces very long texts as a whole instead of stalling', () => {
    const long = (word: string) => `${word} `.repeat(2000);
    expect(wordDiff(long('a'), long('b')).map(({ mark }) => mark)).toEqual(['removed', 'added']);
  });

  it('loses and invents nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (from, to) => {
        const runs = wordDiff(from, to);
        const without = (left: string) =>
          runs
            .filter(({ mark }) => mark !== left)
            .map(({ text }) => text)
            .join('');
        expect(without('added')).toBe(from);
        expect(without('removed')).toBe(to);
      }),
    );
  });
});
