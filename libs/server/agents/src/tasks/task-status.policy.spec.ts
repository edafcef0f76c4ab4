import { AGENT_TASK_STATUSES, TERMINAL_TASK_STATUSES } from '@bureau/contracts';
import { mayBecome, statusesBefore } from './task-status.policy';

describe('the life of a task', () => {
  it('lets a completed task never run again', () => {
    expect(AGENT_TASK_STATUSES.filter((to) => mayBecome('completed', to))).toEqual([]);
  });

  it('lets failed and cancelled tasks go nowhere but back into the queue', () => {
    for (const from of ['failed', 'cancelled'] as const) {
      expect(AGENT_TASK_STATUSES.filter((to) => mayBecome(from, to))).toEqual(['queued']);
    }
  });

  it('completes from running alone, so that no answer appears without a run', () => {
    expect(statusesBefore('completed')).toEqual(['running']);
  });

  it('can cancel whatever is not over', () => {
    const open = AGENT_TASK_STATUSES.filter(
      (status) => !(TERMINAL_TASK_STATUSES as readonly string[]).includes(status),
    );
    expect(statusesBefore('cancelled').sort()).toEqual([...open].sort());
  });
});
