import { effectOf, type Marks, NO_MARKS, settle, tally, toDecision, withMark } from './review-marks';

const set = { size: 100, payload_hash: 'abc' };
const six = withMark(NO_MARKS, [1, 2, 3, 4, 5, 6], 'reject');

describe('marks of a review', () => {
  it('count what is approved, rejected and open', () => {
    expect(tally(100, withMark(six, [7], 'approve'))).toEqual({ approve: 1, reject: 6, open: 93 });
    expect(tally(100, withMark(six, [1, 2], null))).toEqual({ approve: 0, reject: 4, open: 96 });
  });

  it('name the effect of the button', () => {
    expect(effectOf(settle(tally(100, six), 'approve'))).toBe('Approve 94, reject 6');
    expect(effectOf({ approve: 0, reject: 1200, open: 0 })).toBe('Reject 1,200');
  });

  it('become one decision with exceptions', () => {
    expect(toDecision(withMark(six, [9], 'approve'), 'approve', set, '')).toEqual({
      decision: 'approve',
      items: [1, 2, 3, 4, 5, 6].map((id) => ({ id, decision: 'reject' })),
      payload_hash: 'abc',
    });
  });

  it('reject the open rows when that is what the reviewer says', () => {
    const marks: Marks = withMark(NO_MARKS, [7, 8], 'approve');

    expect(toDecision(marks, 'reject', set, ' Wrong section ')).toEqual({
      decision: 'reject',
      items: [
        { id: 7, decision: 'approve' },
        { id: 8, decision: 'approve' },
      ],
      reason: 'Wrong section',
      payload_hash: 'abc',
    });
  });

  it('approve with exceptions once every row has its mark', () => {
    const marks = withMark(withMark(NO_MARKS, [1, 2], 'approve'), [3], 'reject');

    expect(toDecision(marks, 'reject', { size: 3, payload_hash: 'abc' }, '')).toMatchObject({
      decision: 'approve',
      items: [{ id: 3, decision: 'reject' }],
    });
  });

  it('reject the whole set when nothing is left to approve', () => {
    const all = withMark(NO_MARKS, [1, 2], 'reject');

    expect(toDecision(all, 'approve', { size: 2, payload_hash: 'abc' }, '')).toEqual({
      decision: 'reject',
      payload_hash: 'abc',
    });
  });
});
