import { verifiedReferences } from './record-references';

const read = new Set([4, 88]);
const check = (text: string) => verifiedReferences(text, read);

describe('references to records in an answer', () => {
  it('stay where the record was read, and are counted once', () => {
    const text = 'See [nginx](/records/88), [a \\[b\\]](/records/4) and [again](/records/88).';
    expect(check(text)).toEqual({ text, cited: [88, 4] });
  });

  it.each([
    ['[apache](/records/5)', 'apache (record 5, not verified)'],
    ['[apache](/records/5 "title")', 'apache (record 5, not verified)'],
    ['[apache](/records/5?tab=history)', 'apache (record 5, not verified)'],
    ['[x](/records/888)', 'x (record 888, not verified)'],
    ['see /records/5.', 'see record 5 (not verified).'],
    ['[a][1]\n\n[1]: /records/5', '[a][1]\n\n[1]: record 5 (not verified)'],
    ['[a [b]](/records/5)', '[a [b]](record 5 (not verified))'],
  ])('are marked where it was not: %s', (text, marked) => {
    expect(check(text)).toEqual({ text: marked, cited: [] });
  });

  it('cannot be forged with the mark that is used inside', () => {
    expect(check('[x](\u0000records/5)').text).not.toContain('/records/5');
  });

  it('comes to an end on text that is made to take long', () => {
    const text = '['.repeat(50_000) + '[\\'.repeat(50_000) + '](/records/'.repeat(10_000);
    expect(check(text).cited).toEqual([]);
  });
});
