import { type Escalation } from '@bureau/contracts';
import { Database } from '@bureau/platform';
import { ChangeSetClosing } from '../change-sets/decision/change-set-closing.service';
import { EscalationDecisions } from '../escalations/escalation-decisions.service';
import { EscalationsService } from '../escalations/escalations.service';
import { ExpirySweep } from './expiry-sweep';
import { RecordedRetries, ReviewApp, setStatus, type Wire } from './review-test-app';

type Person = Awaited<ReturnType<ReviewApp['test']['signIn']>>;
type WireEscalation = Escalation & { code?: string; errors?: { pointer: string }[] };

describe('what agents ask of people', () => {
  let review: ReviewApp;
  let user: Person;
  let other: Person;
  let admin: Person;

  beforeAll(async () => {
    review = await ReviewApp.start();
    [user, other, admin] = await Promise.all([
      review.test.signIn('user'),
      review.test.signIn('user'),
      review.test.signIn('admin'),
    ]);
  });
  afterAll(() => review.close());

  /** A task that waits for the decision on its proposal. */
  async function waitingTask(records = 1) {
    const ids = await review.addRecords(...Array.from({ length: records }, () => ({})));
    const task = await review.addTask(user.user_id);
    const { change_set, escalation_id } = await review.proposeAsAgent(task, user.user_id, setStatus(ids));
    return { ids, task, set: change_set, escalation: escalation_id ?? 0 };
  }

  const taskStatus = async (id: number) =>
    (await review.sql('select status from agent_tasks where id = $1', [id]))[0]?.status;
  const step = async (setId: number) =>
    (await review.sql('select status, output from agent_steps where change_set_id = $1', [setId]))[0];
  const escalation = async (id: number) => (await user.http.get<Escalation>(`/escalations/${id}`)).body;
  const eventsOf = (taskId: number) =>
    review.sql('select seq, type, data from agent_task_events where task_id = $1 order by seq', [taskId]);

  it('opens an approval for the requester with the proposal', async () => {
    const { set, escalation: id, task } = await waitingTask();
    expect(set).toMatchObject({ agent: 'curator', agent_task_id: task, created_by: user.user_id });
    expect(await escalation(id)).toMatchObject({
      kind: 'approval',
      status: 'open',
      title: 'Approve: Set 1 records to inactive',
      agent_task_id: task,
      change_set_id: set.id,
      assigned_to: user.user_id,
      due_at: set.expires_at,
    });
    const [audit] = await review.sql(
      `select user_id, actor_type, actor_name, on_behalf_of, agent_task_id::int from audit_logs where entity_type = 'change_set' and entity_id = $1`,
      [set.id],
    );
    expect(audit).toEqual({
      user_id: user.user_id,
      actor_type: 'agent',
      actor_name: 'curator',
      on_behalf_of: user.user_id,
      agent_task_id: task,
    });
  });

  it('tells the agent and wakes its task in the transaction of the decision', async () => {
    const { ids, set, task, escalation: id } = await waitingTask(2);
    await admin.http.post(`/change-sets/${set.id}/decision`, { decision: 'approve', reason: 'Fine' });
    expect(await taskStatus(task)).toBe('queued');
    expect(await step(set.id)).toEqual({
      status: 'done',
      output: {
        change_set_id: set.id,
        outcome: 'committed',
        committed: 2,
        rejected: 0,
        edited: 0,
        reason: 'Fine',
      },
    });
    expect(await escalation(id)).toMatchObject({
      status: 'decided',
      decision: 'approve',
      answer: 'Fine',
      decided_by: admin.user_id,
    });
    expect(await eventsOf(task)).toMatchObject([
      {
        seq: 1,
        type: 'escalation.decided',
        data: { change_set_id: set.id, escalation_id: id, decision: 'approve', by: admin.user_id },
      },
      { seq: 2, type: 'task.status', data: { status: 'queued' } },
    ]);
    expect(await review.audit(set.id)).toMatchObject(
      ids.map(() => ({
        user_id: user.user_id,
        actor_type: 'agent',
        actor_name: 'curator',
        on_behalf_of: user.user_id,
        approved_by: admin.user_id,
      })),
    );
    const woken = await review.sql(
      `select count(*)::int as n from outbox where topic = 'agent_task.changed' and (payload->>'id')::bigint = $1 and payload->>'status' = 'queued'`,
      [task],
    );
    expect(woken).toEqual([{ n: 1 }]);
  });

  it('tells it of a rejection too', async () => {
    const { set, task } = await waitingTask();
    await user.http.post(`/change-sets/${set.id}/decision`, { decision: 'reject', reason: 'Not these' });
    expect([await taskStatus(task), await step(set.id)]).toMatchObject([
      'queued',
      { status: 'done', output: { outcome: 'rejected', reason: 'Not these' } },
    ]);
  });

  it('leaves a task asleep whose set went stale', async () => {
    const { ids, set, task, escalation: id } = await waitingTask();
    await review.sql('update entities set version = 2 where id = $1', [ids[0]]);
    await user.http.post(`/change-sets/${set.id}/decision`, { decision: 'approve' });
    expect([await taskStatus(task), (await step(set.id))?.status, (await escalation(id)).status]).toEqual([
      'waiting_approval',
      'waiting',
      'open',
    ]);
  });

  it('decides the whole set through its escalation', async () => {
    const { ids, set, escalation: id } = await waitingTask();
    const answer = await user.http.post<WireEscalation>(`/escalations/${id}/decision`, {
      decision: 'approve',
      reason: 'Yes',
    });
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { status: 'decided', decision: 'approve', version: 2 },
    ]);
    expect((await user.http.get<Wire>(`/change-sets/${set.id}`)).body.status).toBe('committed');
    expect((await review.record(ids[0] ?? 0)).status).toBe('inactive');
    const again = await user.http.post<WireEscalation>(`/escalations/${id}/decision`, {
      decision: 'approve',
    });
    expect([again.status, again.body.code]).toEqual([409, 'ESCALATION_SETTLED']);
  });

  it('lets one of ten decisions through the escalation and the set at once', async () => {
    const { ids, set, task, escalation: id } = await waitingTask();
    const paths = Array.from({ length: 10 }, (_, n) =>
      n % 2 ? `/escalations/${id}/decision` : `/change-sets/${set.id}/decision`,
    );
    const answers = await Promise.all(paths.map((path) => user.http.post(path, { decision: 'approve' })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
    expect((await review.record(ids[0] ?? 0)).version).toBe(2);
    expect((await eventsOf(task)).map(({ type }) => type)).toEqual(['escalation.decided', 'task.status']);
  });

  it('shows escalations to those who are asked, and to those who decide for all', async () => {
    const { escalation: id, task } = await waitingTask();
    expect((await other.http.get(`/escalations/${id}`)).status).toBe(404);
    expect((await other.http.post(`/escalations/${id}/decision`, { decision: 'approve' })).status).toBe(404);
    expect((await admin.http.get(`/escalations/${id}`)).status).toBe(200);
    expect(
      (await user.http.get<Escalation[]>(`/escalations?agent_task_id=${task}&status=open`)).body.map(
        (row) => row.id,
      ),
    ).toEqual([id]);
    expect((await other.http.get<Escalation[]>(`/escalations?agent_task_id=${task}`)).body).toEqual([]);
    const guest = await review.test.signIn('guest');
    expect((await guest.http.get('/escalations')).status).toBe(403);
  });

  describe('failures and questions', () => {
    async function open(kind: 'failure' | 'question', status: string) {
      const task = await review.addTask(user.user_id);
      await review.sql('update agent_tasks set status = $2 where id = $1', [task, status]);
      const service = review.test.app.get(EscalationsService);
      const { id } = await review.test.app.get(Database).transaction((tx) =>
        service.open(tx, {
          kind,
          title: 'T'.repeat(300),
          detail: 'D',
          agent_task_id: task,
          assigned_to: user.user_id,
        }),
      );
      return { task, id };
    }

    it('retries a failed task, once', async () => {
      const { task, id } = await open('failure', 'failed');
      const answer = await user.http.post<WireEscalation>(`/escalations/${id}/decision`, {
        decision: 'retry',
      });
      expect(answer.body).toMatchObject({ status: 'decided', decision: 'retry', decided_by: user.user_id });
      expect(review.test.app.get(RecordedRetries).tasks).toEqual([task]);
      expect((await user.http.post(`/escalations/${id}/decision`, { decision: 'retry' })).status).toBe(409);
      expect(review.test.app.get(RecordedRetries).tasks).toEqual([task]);
    });

    it('dismisses a failure and leaves the task failed', async () => {
      const { task, id } = await open('failure', 'failed');
      await user.http.post(`/escalations/${id}/decision`, { decision: 'dismiss', reason: 'Never mind' });
      expect([await taskStatus(task), (await escalation(id)).answer]).toEqual(['failed', 'Never mind']);
    });

    it('takes an answer to a question, and none that is empty', async () => {
      const { id } = await open('question', 'waiting_input');
      const empty = await user.http.post<WireEscalation>(`/escalations/${id}/decision`, {
        decision: 'answer',
      });
      expect([empty.status, empty.body.errors?.[0]?.pointer]).toEqual([400, '/answer']);
      const answer = await user.http.post<WireEscalation>(`/escalations/${id}/decision`, {
        decision: 'answer',
        answer: 'Blue',
      });
      expect(answer.body).toMatchObject({ status: 'decided', answer: 'Blue' });
    });

    it('refuses a decision that does not fit, and another version', async () => {
      const { id } = await open('failure', 'failed');
      expect((await user.http.post(`/escalations/${id}/decision`, { decision: 'approve' })).status).toBe(400);
      const stale = await user.http.post(
        `/escalations/${id}/decision`,
        { decision: 'dismiss' },
        { 'if-match': '"7"' },
      );
      expect(stale.status).toBe(412);
    });

    it('expires what nobody settles in time', async () => {
      const { id } = await open('failure', 'failed');
      await review.sql(`update escalations set due_at = now() - interval '1 s' where id = $1`, [id]);
      await review.test.app.get(EscalationDecisions).expireOverdue();
      expect((await escalation(id)).status).toBe('expired');
    });
  });

  describe('in time', () => {
    it('expires what nobody decided, tells the agent, and takes no late vote', async () => {
      const { ids, set, task, escalation: id } = await waitingTask();
      await review.sql(`update change_sets set expires_at = now() - interval '1 s' where id = $1`, [set.id]);
      const late = await user.http.post<Wire>(`/change-sets/${set.id}/decision`, { decision: 'approve' });
      expect([late.status, late.body.code]).toEqual([409, 'CHANGE_SET_EXPIRED']);

      const closing = review.test.app.get(ChangeSetClosing);
      const sweep = new ExpirySweep(closing, review.test.app.get(EscalationDecisions));
      await Promise.all([sweep.sweep(), sweep.sweep()]);
      expect((await user.http.get<Wire>(`/change-sets/${set.id}`)).body).toMatchObject({
        status: 'expired',
        decided_by: null,
      });
      expect([await taskStatus(task), (await escalation(id)).status]).toEqual(['queued', 'expired']);
      expect((await step(set.id))?.output).toMatchObject({ outcome: 'expired' });
      const audit = await review.sql(
        `select actor_type from audit_logs where action = 'change_set.expire' and entity_id = $1`,
        [set.id],
      );
      expect(audit).toEqual([{ actor_type: 'system' }]);
      expect((await review.record(ids[0] ?? 0)).version).toBe(1);
    });

    it('leaves others alone', async () => {
      const { set } = await waitingTask();
      await review.test.app.get(ChangeSetClosing).expireOverdue();
      expect((await user.http.get<Wire>(`/change-sets/${set.id}`)).body.status).toBe('proposed');
    });

    it('closes the open sets and escalations of a task that is cancelled, and wakes nobody', async () => {
      const { set, task, escalation: id } = await waitingTask();
      const closing = review.test.app.get(ChangeSetClosing);
      await review.test.app.get(Database).transaction((tx) => closing.closeForTask(tx, task));
      expect((await user.http.get<Wire>(`/change-sets/${set.id}`)).body.status).toBe('expired');
      expect([(await escalation(id)).status, await taskStatus(task)]).toEqual([
        'expired',
        'waiting_approval',
      ]);
    });

    it('lets a decision wait for a cancellation that is under way, and then lose', async () => {
      const { set, task, ids } = await waitingTask();
      const closing = review.test.app.get(ChangeSetClosing);
      let decision: Promise<{ status: number }> | undefined;
      await review.test.app.get(Database).transaction(async (tx) => {
        await closing.closeForTask(tx, task);
        decision = user.http.post(`/change-sets/${set.id}/decision`, { decision: 'approve' });
        await somebodyWaitsForALock();
        await tx.query({ text: `update agent_tasks set status = 'cancelled' where id = $1`, values: [task] });
      });
      expect((await decision)?.status).toBe(409);
      expect([await taskStatus(task), (await review.record(ids[0] ?? 0)).version]).toEqual(['cancelled', 1]);
    });
  });

  async function somebodyWaitsForALock(): Promise<void> {
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await review.sql(waiting)).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  }
});
