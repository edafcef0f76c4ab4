import { type Notification, type NotificationCounts } from '@bureau/contracts';
import { Database, emitEvent } from '@bureau/platform';
import {
  testApp,
  testWorker,
  type HttpClient,
  type SignedIn,
  type TestApp,
  type TestContext,
} from '@bureau/testing';
import { NotificationReconciler } from './jobs/notification-reconciler';
import { NotificationDelivery } from './notification-delivery.service';
import { NotificationsHttpModule } from './notifications-http.module';
import { NotificationsJobsModule } from './notifications-jobs.module';

describe('notifications', () => {
  let test: TestApp;
  let worker: TestContext;
  let ana: SignedIn & { http: HttpClient };
  let ben: SignedIn & { http: HttpClient };

  beforeAll(async () => {
    test = await testApp([NotificationsHttpModule]);
    worker = await testWorker([NotificationsJobsModule], test);
    [ana, ben] = [await test.signIn('user'), await test.signIn('user')];
  });
  afterAll(async () => {
    await worker.close();
    await test.close();
  });
  beforeEach(() => test.database.sql('delete from notifications'));

  const importEnded = (user: SignedIn, id: number) => ({
    id,
    change: 'updated',
    version: 4,
    status: 'completed',
    requested_by: user.user_id,
    file_name: `file ${id}.csv`,
    rows_created: 3,
    rows_failed: 0,
  });
  /** An event as the write path would have written it, already relayed: nobody else delivers it. */
  async function event(user: SignedIn, id: number): Promise<number> {
    const [row] = await test.database.sql<{ id: number }>(
      `insert into outbox (topic, payload, sent) values ('import_job.changed', $1, true) returning id`,
      [JSON.stringify(importEnded(user, id))],
    );
    return Number(row?.id);
  }
  const deliver = (eventId: number) => worker.app.get(NotificationDelivery).deliver(eventId);
  async function notify(user: SignedIn, count: number): Promise<void> {
    for (let i = 1; i <= count; i++) await deliver(await event(user, i));
  }
  const listOf = async (user: typeof ana, query = '') =>
    (await user.http.get<Notification[]>(`/notifications${query}`)).body;
  const countsOf = async (user: typeof ana) =>
    (await user.http.get<NotificationCounts>('/notifications/counts')).body;

  it('come from an event through the queue, to the sockets of that person alone', async () => {
    const [mine, theirs] = [await test.socket(ana.token), await test.socket(ben.token)];
    await emitEvent(test.app.get(Database), 'import_job.changed', importEnded(ana, 70));
    const told = await mine.next('notification.created');
    expect(told).toEqual({
      id: expect.any(Number),
      type: 'import.finished',
      title: 'Import finished: file 70.csv',
    });
    expect(await mine.next('notification.counts')).toEqual({ unread: 1, total: 1 });
    expect(await listOf(ana)).toMatchObject([
      {
        id: told.id,
        user_id: ana.user_id,
        is_read: false,
        subject_type: 'import_job',
        subject_id: 70,
        version: 1,
      },
    ]);
    expect(theirs.received).toEqual([]);
  });

  it('are made once however often an event is delivered', async () => {
    const id = await event(ana, 1);
    const made = await Promise.all(Array.from({ length: 5 }, () => deliver(id)));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await countsOf(ana)).toEqual({ unread: 1, total: 1 });
  });

  it('tell of a task what was asked', async () => {
    const [task] = await test.database.sql<{ id: number }>(
      `insert into agent_tasks (input, requested_by, status, error) values ('Count the records', $1, 'failed', '{"code": "X", "detail": "The model is away."}') returning id`,
      [ana.user_id],
    );
    const [row] = await test.database.sql<{ id: number }>(
      `insert into outbox (topic, payload, sent) values ('agent_task.changed', $1, true) returning id`,
      [
        JSON.stringify({
          id: Number(task?.id),
          change: 'updated',
          version: 3,
          status: 'failed',
          requested_by: ana.user_id,
        }),
      ],
    );
    await deliver(Number(row?.id));
    expect(await listOf(ana)).toMatchObject([
      {
        type: 'agent_task.failed',
        message: 'Count the records\nThe model is away.',
        subject_id: Number(task?.id),
      },
    ]);
  });

  it('are made by the reconciler where their job was lost, and not again once deleted', async () => {
    const [first, second] = [await event(ana, 1), await event(ana, 2)];
    await deliver(first);
    const [known] = await listOf(ana);
    expect((await ana.http.delete(`/notifications/${known?.id}`)).status).toBe(204);
    const reconciler = worker.app.get(NotificationReconciler);
    expect(await reconciler.reconcile(first - 1, second)).toBe(1);
    expect(await reconciler.reconcile(first - 1, second)).toBe(0);
    expect((await listOf(ana)).map(({ title }) => title)).toEqual(['Import finished: file 2.csv']);
  });

  it('tell everybody of a role once, but for those who were asked before', async () => {
    const operators = [await test.signIn('operator'), await test.signIn('operator')];
    const [asked, idle] = [await test.signIn('operator'), await test.signIn('operator')];
    await test.database.sql('update users set is_active = false where id = $1', [idle.user_id]);
    const risen = { id: 8, change: 'risen', version: 2, status: 'open', kind: 'question', title: 'Which?' };
    const payload = { ...risen, assigned_to: asked.user_id, assigned_role: 'operator' };
    const [row] = await test.database.sql<{ id: number }>(
      `insert into outbox (topic, payload, sent) values ('escalation.changed', $1, true) returning id`,
      [JSON.stringify(payload)],
    );
    const told = await Promise.all([1, 2, 3, 4].map(() => deliver(Number(row?.id))));
    expect(told.filter(Boolean)).toHaveLength(1);
    const rows = await test.database.sql<{ user_id: number }>(
      'select user_id, title from notifications where event_id = $1 order by user_id',
      [row?.id],
    );
    expect(rows).toEqual(operators.map(({ user_id }) => ({ user_id, title: 'Nobody answered yet: Which?' })));
  });

  it('can be filtered, read and unread', async () => {
    await notify(ana, 3);
    const [newest] = await listOf(ana);
    const path = `/notifications/${newest?.id}/status`;
    const read = await ana.http.patch<Notification>(path, { is_read: true }, { 'if-match': '"1"' });
    expect([read.status, read.body.is_read, read.headers.get('etag')]).toEqual([200, true, '"2"']);
    expect((await ana.http.patch(path, { is_read: false }, { 'if-match': '"1"' })).status).toBe(412);
    expect(await listOf(ana, '?is_read=false')).toHaveLength(2);
    expect(await listOf(ana, '?is_read=true&type=import.finished')).toMatchObject([{ id: newest?.id }]);
    expect(await countsOf(ana)).toEqual({ unread: 2, total: 3 });
    expect((await ana.http.get(`/notifications/${newest?.id}`, { 'if-none-match': '"2"' })).status).toBe(304);
    expect((await ana.http.patch(path, { is_read: 'yes' })).status).toBe(400);
    expect((await ana.http.get('/notifications?user_id=1')).status).toBe(400);
  });

  it('are read all at once, and only one’s own', async () => {
    await notify(ana, 4);
    await notify(ben, 1);
    const answer = await ana.http.post<NotificationCounts>('/notifications/read-all');
    expect([answer.status, answer.body]).toEqual([200, { unread: 0, total: 4 }]);
    expect(await countsOf(ben)).toEqual({ unread: 1, total: 1 });
  });

  it('of others are absent', async () => {
    await notify(ana, 1);
    const [hers] = await listOf(ana);
    for (const answer of [
      await ben.http.get(`/notifications/${hers?.id}`),
      await ben.http.patch(`/notifications/${hers?.id}/status`, { is_read: true }),
      await ben.http.delete(`/notifications/${hers?.id}`),
    ]) {
      expect(answer.status).toBe(404);
    }
    expect(await listOf(ben)).toEqual([]);
    expect((await test.anonymous.get('/notifications')).status).toBe(401);
  });

  it('are gone once deleted', async () => {
    await notify(ana, 2);
    const [newest] = await listOf(ana);
    expect((await ana.http.delete(`/notifications/${newest?.id}`)).status).toBe(204);
    expect((await ana.http.get(`/notifications/${newest?.id}`)).status).toBe(404);
    expect((await ana.http.delete(`/notifications/${newest?.id}`)).status).toBe(404);
    expect(await countsOf(ana)).toEqual({ unread: 1, total: 1 });
  });
});
