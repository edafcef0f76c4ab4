import { type ChangeSet, type Escalation } from '@bureau/contracts';
import { type Reader, sortWaiting } from './waiting-reviews';

const ana = 3;
const ben = 4;
const set = (id: number, risk: ChangeSet['risk'], due = '', created_by = ana) =>
  ({ id, risk, expires_at: due, created_by, status: 'proposed' }) as ChangeSet;
const ask = (id: number, kind: Escalation['kind'], change_set_id: number | null = null, assigned_to = ana) =>
  ({ id, kind, change_set_id, due_at: '2026-11-23T00:00:00Z', assigned_to }) as Escalation;
const all: Reader = { id: ana, mayApprove: () => true, mayAnswer: () => true };
const keys = (reviews: readonly { key: string }[]) => reviews.map((each) => each.key);

describe('what waits for a person', () => {
  it('is in order of risk, then of the time that is left', () => {
    const waiting = sortWaiting(
      [
        set(1, 'low', '2026-11-23T00:00:00Z'),
        set(2, 'high', '2026-11-25T00:00:00Z'),
        set(3, 'low', '2026-11-22T00:00:00Z'),
      ],
      [ask(9, 'question')],
      all,
    );

    expect(keys(waiting.mine)).toEqual(['ask 9', 'set 2', 'set 3', 'set 1']);
  });

  it('is parted into mine, what my role lets me settle, and what waits for others', () => {
    const waiting = sortWaiting(
      [set(1, 'low'), set(2, 'low', '', ben), set(3, 'high')],
      [ask(9, 'failure', null, ben)],
      { id: ana, mayApprove: ({ risk }) => risk !== 'high', mayAnswer: () => true },
    );

    expect(keys(waiting.mine)).toEqual(['set 1']);
    expect(keys(waiting.role)).toEqual(['ask 9', 'set 2']);
    expect(keys(waiting.others)).toEqual(['set 3']);
  });

  it('names an approval once, by its change set', () => {
    expect(keys(sortWaiting([set(1, 'low')], [ask(9, 'approval', 1)], all).mine)).toEqual(['set 1']);
  });
});
