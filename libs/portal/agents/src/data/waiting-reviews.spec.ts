import { type ChangeSet, type Escalation } from '@bureau/contracts';
import { sortWaiting } from './waiting-reviews';

const set = (id: number, risk: ChangeSet['risk'], due: string, created_by = 3) =>
  ({ id, risk, expires_at: due, created_by, status: 'proposed' }) as ChangeSet;
const ask = (id: number, kind: Escalation['kind'], change_set_id: number | null = null) =>
  ({ id, kind, change_set_id, due_at: '2026-11-23T00:00:00Z', assigned_to: 3 }) as Escalation;
const mine = (each: ChangeSet) => ({ allowed: each.created_by === 3, why: '' });

describe('what waits for a person', () => {
  it('is in order of risk, then of the time that is left', () => {
    const waiting = sortWaiting(
      [
        set(1, 'low', '2026-11-23T00:00:00Z'),
        set(2, 'high', '2026-11-25T00:00:00Z'),
        set(3, 'low', '2026-11-22T00:00:00Z'),
      ],
      [ask(9, 'question')],
      mine,
      () => true,
    );

    expect(waiting.mine.map((each) => each.key)).toEqual(['ask 9', 'set 2', 'set 3', 'set 1']);
  });

  it('is parted into what I may settle and what waits for others', () => {
    const waiting = sortWaiting(
      [set(1, 'low', ''), set(2, 'low', '', 4)],
      [ask(9, 'failure')],
      mine,
      () => false,
    );

    expect(waiting.mine.map((each) => each.key)).toEqual(['set 1']);
    expect(waiting.others.map((each) => each.key)).toEqual(['ask 9', 'set 2']);
  });

  it('names an approval once, by its change set', () => {
    const waiting = sortWaiting([set(1, 'low', '')], [ask(9, 'approval', 1)], mine, () => true);

    expect(waiting.mine.map((each) => each.key)).toEqual(['set 1']);
  });
});
