import { type ImportJob } from '@bureau/contracts';
import { checkedSentence, importSentence } from './import-words';

const checked = (rows_total: number, rows_failed: number) => ({
  rows_total,
  rows_failed,
  rows_read: rows_total,
});

describe('what an import says', () => {
  it.each([
    [3000, 12, '2,988 rows are ready, 12 are not. Fix them or import 2,988.'],
    [2, 1, '1 row is ready, 1 is not. Fix it or import 1.'],
    [3000, 0, 'All 3,000 rows are ready.'],
    [1, 0, 'The one row is ready.'],
    [0, 0, 'The file has no rows.'],
    [4, 4, 'None of the 4 rows is ready. Fix them and try again.'],
  ])('of %i rows with %i bad', (total, failed, sentence) => {
    expect(checkedSentence(checked(total, failed), 'skip_bad')).toBe(sentence);
  });

  it('offers no part where all or nothing was asked for', () => {
    expect(checkedSentence(checked(10, 2), 'all_or_nothing')).toContain('Nothing is imported until');
  });

  it('while it runs and once it is over', () => {
    const job = {
      status: 'running',
      phase: 'writing',
      rows_read: 10,
      rows_total: 10,
      rows_created: 3,
      rows_updated: 1,
      rows_unchanged: 0,
      rows_failed: 2,
    } as ImportJob;
    expect(importSentence(job)).toBe('Writing: 4 of 8 rows…');
    expect(importSentence({ ...job, phase: 'checking' })).toBe('Checking: 10 rows read…');
    expect(importSentence({ ...job, status: 'completed' })).toBe(
      '3 records created, 1 changed. 2 rows could not be imported.',
    );
    expect(importSentence({ ...job, status: 'failed', rows_created: 0, rows_updated: 0 })).toBe(
      'Nothing was imported.',
    );
  });
});
