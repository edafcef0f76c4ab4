import { rememberTalk } from './remembered-talk';

const turn = (n: number, length = 10) => ({ input: `ask ${n}`, result: `${n}`.padEnd(length, '.') });

describe('what is remembered of a conversation', () => {
  it('is all of it, oldest first, where it fits', () => {
    const { turns } = rememberTalk([turn(2), turn(1)], 2);
    expect(turns.map(({ input }) => input)).toEqual(['ask 1', 'ask 2']);
  });

  it('is the newest where it does not, with a line about the rest', () => {
    const newestFirst = Array.from({ length: 10 }, (_, i) => turn(10 - i, 5_900));
    const { turns } = rememberTalk(newestFirst, 12);
    expect(turns).toHaveLength(4);
    expect(turns.at(-1)?.input).toBe('ask 10');
    expect(turns[0]?.input).toBe(
      '(8 earlier requests of this conversation and their answers are left out here.)\n\nask 7',
    );
    expect(turns.map(({ input, result }) => input + result).join('').length).toBeLessThan(24_100);
  });

  it('cuts one long answer, so that others stay', () => {
    const { turns } = rememberTalk([turn(2, 100_000), turn(1)], 2);
    expect(turns).toHaveLength(2);
    expect(turns[1]?.result.length).toBeLessThan(6_100);
  });

  it('knows the records that answers refer to, not those that requests do', () => {
    const talk = [
      { input: 'see [x](/records/9)', result: '[a](/records/4), [b](/records/7), [a](/records/4)' },
    ];
    expect(rememberTalk(talk, 1).records).toEqual([4, 7]);
    expect(rememberTalk([], 0)).toEqual({ turns: [], records: [] });
  });
});
