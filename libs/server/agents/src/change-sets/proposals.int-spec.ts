import { type ChangeSetGroup, type ChangeSetItem } from '@bureau/contracts';
import { ReviewApp, setStatus, type Wire } from '../review/review-test-app';

type Person = Awaited<ReturnType<ReviewApp['test']['signIn']>>;

describe('proposing changes', () => {
  let review: ReviewApp;
  let user: Person;
  let other: Person;
  let guest: Person;

  beforeAll(async () => {
    review = await ReviewApp.start();
    [user, other, guest] = await Promise.all([
      review.test.signIn('user'),
      review.test.signIn('user'),
      review.test.signIn('guest'),
    ]);
  });
  afterAll(() => review.close());

  it('answers 201 with the values of now, and changes nothing', async () => {
    const [id = 0] = await review.addRecords({ name: 'nginx', metadata: { section: 'httpd' } });
    const items = [
      {
        operation: 'update',
        entity_id: id,
        changes: [
          { field: 'status', to: 'draft' },
          { field: 'metadata.section', to: 'web' },
        ],
        reason: 'R',
      },
    ];
    const answer = await user.http.post<Wire>('/change-sets', { title: 'Tidy', reason: 'Because', items });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/api/v1/change-sets/${answer.body.id}`);
    expect(answer.body).toMatchObject({
      status: 'proposed',
      title: 'Tidy',
      reason: 'Because',
      risk: 'medium',
      item_count: 1,
      required_decisions: 1,
      decisions: [],
      agent: null,
      agent_task_id: null,
      created_by: user.user_id,
      decided_by: null,
      version: 1,
      decision_blocked: null,
      items: [
        {
          operation: 'update',
          entity_id: id,
          entity_name: 'nginx',
          base_version: 1,
          changes: [
            { field: 'status', from: 'active', to: 'draft' },
            { field: 'metadata.section', from: 'httpd', to: 'web' },
          ],
          reason: 'R',
          evidence: null,
          decision: null,
        },
      ],
    });
    expect(answer.body.payload_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await review.record(id)).toMatchObject({ status: 'active', version: 1 });
    const days = (Date.parse(answer.body.expires_at) - Date.parse(answer.body.created_at)) / 86_400_000;
    expect(days).toBeCloseTo(7, 3);
    const audit = await review.sql(
      `select action, user_id, actor_type from audit_logs where entity_type = 'change_set' and entity_id = $1`,
      [answer.body.id],
    );
    expect(audit).toEqual([{ action: 'change_set.create', user_id: user.user_id, actor_type: 'user' }]);
    const events = await review.sql(
      `select payload from outbox where topic = 'change_set.changed' and (payload->>'id')::bigint = $1`,
      [answer.body.id],
    );
    expect(events).toMatchObject([
      {
        payload: {
          change: 'created',
          status: 'proposed',
          title: 'Tidy',
          created_by: user.user_id,
          version: 1,
        },
      },
    ]);
  });

  it('leaves out what is so already, and answers 422 where nothing is left', async () => {
    const [active = 0, inactive = 0] = await review.addRecords({}, { status: 'inactive' });
    const answer = await user.http.post<Wire>('/change-sets', setStatus([active, inactive]));
    expect(answer.body.items?.map(({ entity_id }) => entity_id)).toEqual([active]);
    const nothing = await user.http.post<Wire>('/change-sets', setStatus([inactive]));
    expect([nothing.status, nothing.body.code]).toEqual([422, 'CHANGE_SET_EMPTY']);
  });

  it('answers 422 for records that are absent, in the trash, or of another version, and stores nothing', async () => {
    const [trashed = 0, changed = 0] = await review.addRecords({}, {});
    await review.sql('update entities set deleted_at = now() where id = $1', [trashed]);
    const before = await review.sql('select count(*) from change_sets');
    const proposal = setStatus([trashed, changed, 999_999]);
    const items = proposal.items.map((item) =>
      item.entity_id === changed ? { ...item, base_version: 7 } : item,
    );
    const answer = await user.http.post<Wire>('/change-sets', { ...proposal, items });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([
      expect.objectContaining({ pointer: '/items/0/entity_id', code: 'IN_TRASH' }),
      expect.objectContaining({ pointer: '/items/1/base_version', code: 'VERSION_CONFLICT' }),
      expect.objectContaining({ pointer: '/items/2/entity_id', code: 'NOT_FOUND' }),
    ]);
    expect(await review.sql('select count(*) from change_sets')).toEqual(before);
  });

  it('answers 400 for what is malformed, with the place of each error', async () => {
    const [id = 0] = await review.addRecords({});
    const items = [
      { operation: 'update', entity_id: id, changes: [{ field: 'owner_id', to: 1 }] },
      { operation: 'explode' },
    ];
    const shape = await user.http.post<Wire>('/change-sets', { title: '', items, colour: 'red' });
    expect(shape.status).toBe(400);
    expect(shape.body.errors?.map(({ pointer }) => pointer).sort()).toEqual([
      '/colour',
      '/items/1/operation',
      '/title',
    ]);
    const content = await user.http.post<Wire>('/change-sets', { title: 'T', items: [items[0]] });
    expect([content.status, content.body.errors?.[0]]).toMatchObject([
      400,
      { pointer: '/items/0/changes/0/field', code: 'UNKNOWN_FIELD' },
    ]);
    const late = await user.http.post<Wire>('/change-sets', {
      ...setStatus([id]),
      expires_at: '2999-01-01T00:00:00Z',
    });
    expect([late.status, late.body.errors?.[0]?.pointer]).toEqual([400, '/expires_at']);
  });

  it('asks for the permission of what is proposed', async () => {
    const [id = 0] = await review.addRecords({});
    const answer = await guest.http.post<Wire>('/change-sets', setStatus([id]));
    expect([answer.status, answer.body.code]).toEqual([403, 'PERMISSION_DENIED']);
    expect((await review.test.anonymous.post('/change-sets', setStatus([id]))).status).toBe(401);
  });

  it('makes one set of a request that is repeated under one key', async () => {
    const [id = 0] = await review.addRecords({});
    const key = { 'idempotency-key': `k-${id}` };
    const first = await user.http.post<Wire>('/change-sets', setStatus([id]), key);
    const again = await user.http.post<Wire>('/change-sets', setStatus([id]), key);
    expect([again.status, again.body.id, again.headers.get('idempotent-replayed')]).toEqual([
      201,
      first.body.id,
      'true',
    ]);
  });

  it('shows a set to its requester and to those who decide for all, and is absent to others', async () => {
    const [id = 0] = await review.addRecords({});
    const { body: set } = await user.http.post<Wire>('/change-sets', setStatus([id]));
    const admin = await review.test.signIn('admin');
    expect((await admin.http.get(`/change-sets/${set.id}`)).status).toBe(200);
    for (const path of ['', '/items', '/groups']) {
      expect((await other.http.get(`/change-sets/${set.id}${path}`)).status).toBe(404);
    }
    for (const verb of ['decision', 'refresh', 'revert']) {
      const body = verb === 'decision' ? { decision: 'approve' } : {};
      expect((await other.http.post(`/change-sets/${set.id}/${verb}`, body)).status).toBe(404);
    }
    const listed = await other.http.get<Wire[]>('/change-sets');
    expect(listed.body.map((row) => row.id)).not.toContain(set.id);
    const mine = await user.http.get<Wire[]>(`/change-sets?status=proposed&limit=1&count=exact`);
    expect(mine.body[0]?.items).toBeUndefined();
    expect(Number(mine.headers.get('x-total-count'))).toBeGreaterThan(0);
    expect((await user.http.get('/change-sets?colour=red')).status).toBe(400);
    expect((await user.http.get('/change-sets/abc')).status).toBe(404);
  });

  it('has a tag of its version', async () => {
    const [id = 0] = await review.addRecords({});
    const { body: set } = await user.http.post<Wire>('/change-sets', setStatus([id]));
    const answer = await user.http.get(`/change-sets/${set.id}`);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect((await user.http.get(`/change-sets/${set.id}`, { 'if-none-match': '"1"' })).status).toBe(304);
  });

  it('keeps the items of a large set apart, page by page and by groups', async () => {
    const ids = await review.addRecords(
      ...Array.from({ length: 250 }, (_, n) => ({ status: n < 50 ? ('draft' as const) : undefined })),
    );
    const { body: set } = await user.http.post<Wire>('/change-sets', setStatus(ids));
    expect([set.item_count, set.items]).toEqual([250, undefined]);
    const first = await user.http.get<ChangeSetItem[]>(`/change-sets/${set.id}/items?limit=200`);
    const next = /<([^>]+)>/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const second = await user.http.get<ChangeSetItem[]>(next.replace('/api/v1', ''));
    expect([...first.body, ...second.body].map(({ entity_id }) => entity_id)).toEqual(ids);
    const groups = await user.http.get<ChangeSetGroup[]>(`/change-sets/${set.id}/groups`);
    expect(groups.body).toEqual([
      { operation: 'update', field: 'status', from: 'active', to: 'inactive', count: 200 },
      { operation: 'update', field: 'status', from: 'draft', to: 'inactive', count: 50 },
    ]);
  });
});
