import { ACCOUNT_ALERTS } from '@bureau/contracts';
import { noticeOf } from './notices';

const set = {
  id: 4,
  change: 'updated',
  version: 2,
  title: 'Archive',
  created_by: 1,
  agent_task_id: 9,
  decided_by: null,
};
const task = { id: 9, change: 'updated', version: 5, requested_by: 1 };
const escalation = {
  id: 3,
  change: 'created',
  version: 1,
  status: 'open',
  kind: 'question',
  title: 'Which one?',
  assigned_to: 2,
};
const job = {
  id: 6,
  change: 'updated',
  version: 9,
  requested_by: 1,
  file_name: 'a.csv',
  rows_created: 5,
  rows_failed: 0,
};

describe('what people are told', () => {
  it.each<[string, string, object, object | null]>([
    [
      'a proposal of an agent',
      'change_set',
      { ...set, status: 'proposed', change: 'created' },
      {
        user_id: 1,
        type: 'change_set.proposed',
        title: 'To review: Archive',
        subject_type: 'change_set',
        subject_id: 4,
      },
    ],
    [
      'a proposal of their own',
      'change_set',
      { ...set, status: 'proposed', change: 'created', agent_task_id: null },
      null,
    ],
    ['a vote on a proposal', 'change_set', { ...set, status: 'proposed' }, null],
    [
      'an approval by somebody else',
      'change_set',
      { ...set, status: 'committed', decided_by: 2 },
      { user_id: 1, type: 'change_set.decided', title: 'Approved: Archive' },
    ],
    [
      'a rejection by somebody else',
      'change_set',
      { ...set, status: 'rejected', decided_by: 2 },
      { type: 'change_set.decided', title: 'Rejected: Archive' },
    ],
    ['their own decision', 'change_set', { ...set, status: 'committed', decided_by: 1 }, null],
    [
      'a decision that is passed on',
      'change_set',
      { ...set, status: 'proposed', change: 'delegated', delegated_to: 3 },
      { user_id: 3, type: 'change_set.proposed', title: 'Passed on to you: Archive', subject_id: 4 },
    ],
    ['a vote on what was passed on', 'change_set', { ...set, status: 'proposed', delegated_to: 3 }, null],
    ['a set that became stale', 'change_set', { ...set, status: 'stale' }, null],
    [
      'a task that is done',
      'agent_task',
      { ...task, status: 'completed' },
      { user_id: 1, type: 'agent_task.completed', subject_type: 'agent_task', subject_id: 9 },
    ],
    ['a task that failed', 'agent_task', { ...task, status: 'failed' }, { type: 'agent_task.failed' }],
    ['a part of a task', 'agent_task', { ...task, status: 'completed', parent_id: 8 }, null],
    ['a task under way', 'agent_task', { ...task, status: 'running' }, null],
    ['a question', 'escalation', escalation, { user_id: 2, type: 'escalation.opened', title: 'Which one?' }],
    [
      'a question that nobody answered',
      'escalation',
      { ...escalation, change: 'risen', assigned_role: 'operator', delegated_to: 3 },
      {
        user_id: null,
        audience: { role: 'operator', except: [2, 3] },
        type: 'escalation.opened',
        title: 'Nobody answered yet: Which one?',
      },
    ],
    [
      'an approval that nobody gave',
      'escalation',
      { ...escalation, kind: 'approval', change: 'risen', assigned_role: 'admin', change_set_id: 4 },
      { type: 'change_set.proposed', subject_type: 'change_set', subject_id: 4 },
    ],
    [
      'a question that is answered after it rose',
      'escalation',
      { ...escalation, status: 'decided', change: 'updated', assigned_role: 'operator' },
      null,
    ],
    [
      'a question that is passed on',
      'escalation',
      { ...escalation, change: 'delegated', delegated_to: 3 },
      { user_id: 3, type: 'escalation.opened', title: 'Passed on to you: Which one?' },
    ],
    [
      'an approval that is passed on with its change set',
      'escalation',
      { ...escalation, kind: 'approval', change: 'delegated', delegated_to: 3 },
      null,
    ],
    ['an approval that waits', 'escalation', { ...escalation, kind: 'approval' }, null],
    ['an answered question', 'escalation', { ...escalation, status: 'decided', change: 'updated' }, null],
    [
      'a finished import',
      'import_job',
      { ...job, status: 'completed' },
      { user_id: 1, type: 'import.finished', title: 'Import finished: a.csv', message: '5 records created.' },
    ],
    [
      'a finished import with bad rows',
      'import_job',
      { ...job, status: 'completed', rows_failed: 2 },
      { message: '5 records created, 2 rows skipped.' },
    ],
    ['a failed import', 'import_job', { ...job, status: 'failed' }, { title: 'Import failed: a.csv' }],
    ['an import under way', 'import_job', { ...job, status: 'running' }, null],
    ['a record', 'entity', { id: 1, change: 'updated', version: 2 }, null],
  ])('of %s', (_, module, payload, notice) => {
    const told = noticeOf({ topic: `${module}.changed`, payload: payload as never });
    if (notice === null) expect(told).toBeNull();
    else expect(told).toMatchObject(notice);
  });

  it.each(ACCOUNT_ALERTS)('of a change to the way into an account: %s', (alert) => {
    const told = noticeOf({ topic: 'account.alert', payload: { id: 7, user_id: 7, change: alert, alert } });
    expect(told).toMatchObject({ user_id: 7, type: 'account.alert', subject_type: 'user', subject_id: 7 });
    expect(told?.message).toMatch(/not you/);
  });

  it('of what an agent says, in its name and for whom', () => {
    const payload = {
      id: 9,
      change: 'sent',
      user_id: 2,
      title: 'Done',
      message: 'All in.',
      agent: 'reporter',
      on_behalf_of: 'Ada',
    };
    const told = (entity_id: number | null) =>
      noticeOf({ topic: 'agent_task.message', payload: { ...payload, entity_id } });
    expect(told(4)).toEqual({
      user_id: 2,
      type: 'agent_task.message',
      title: 'Done',
      message: 'All in.\n\nSent by the agent reporter for Ada.',
      subject_type: 'entity',
      subject_id: 4,
    });
    expect(told(null)).toMatchObject({ subject_type: null, subject_id: null });
  });

  it('has titles that fit their column', () => {
    const told = noticeOf({
      topic: 'change_set.changed',
      payload: { ...set, status: 'proposed', change: 'created', title: '😀'.repeat(255) },
    });
    expect([...(told?.title ?? '')]).toHaveLength(255);
    expect(told?.title).toMatch(/…$/);
  });
});
