import { type ChangeSetGroup, type ChangeSetItem, ROLE_PERMISSIONS } from '@bureau/contracts';
import { Database, emptyContext, runInContext } from '@bureau/platform';
import { agentCaller, ReviewApp, setStatus, type Wire } from '../review/review-test-app';
import { ChangeSetsService, type MatchingProposal, type Proposed } from './change-sets.service';

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

  describe('for every record that matches', () => {
    const named = (name: string) => ({ text: 'e.name = $1', values: [name] });
    const proposal = (name: string, to: string) => ({
      title: 'All of them',
      matching: named(name),
      changes: [{ field: 'status', to }],
    });

    function propose(given: MatchingProposal, permissions = ROLE_PERMISSIONS.user): Promise<Proposed> {
      const context = { ...emptyContext('run'), caller: { ...agentCaller(user.user_id), permissions } };
      const { app } = review.test;
      return runInContext(context, () =>
        app.get(Database).transaction((tx) => app.get(ChangeSetsService).proposeMatching(tx, given)),
      );
    }

    it('proposes what changes something, and says how many do not', async () => {
      const ids = await review.addRecords(
        { name: 'match' },
        { name: 'match', status: 'draft' },
        { name: 'other' },
        { name: 'match' },
      );
      await review.sql('update entities set deleted_at = now() where id = $1', [ids[3]]);
      const { change_set, unchanged } = await propose(proposal('match', 'draft'));
      expect([change_set.item_count, unchanged, change_set.agent]).toEqual([1, 1, 'curator']);
      const items = await review.sql('select entity_id from change_set_items where change_set_id = $1', [
        change_set.id,
      ]);
      expect(items).toEqual([{ entity_id: ids[0] }]);
    });

    it('refuses conditions that nothing meets, and those that too much meets', async () => {
      await expect(propose(proposal('nobody is called so', 'draft'))).rejects.toThrow('No record matches');
      await review.sql(`insert into entities (name) select 'crowd' from generate_series(1, 5001)`);
      await expect(propose(proposal('crowd', 'draft'))).rejects.toThrow('more than 5000 records');
      await review.sql(`delete from entities where id = (select max(id) from entities where name = 'crowd')`);
      expect((await propose(proposal('crowd', 'draft'))).change_set).toMatchObject({
        item_count: 5_000,
        risk: 'high',
      });
    });

    it('refuses an agent whose requester may only read by now', async () => {
      await review.addRecords({ name: 'demoted' });
      await expect(propose(proposal('demoted', 'draft'), ROLE_PERMISSIONS.guest)).rejects.toMatchObject({
        status: 403,
      });
    });
  });
});
