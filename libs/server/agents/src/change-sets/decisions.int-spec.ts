import { Database, type Statement } from '@bureau/platform';
import { ReviewApp, setStatus, type Wire } from '../review/review-test-app';

type Person = Awaited<ReturnType<ReviewApp['test']['signIn']>>;

describe('deciding on changes', () => {
  let review: ReviewApp;
  let user: Person;
  let admin: Person;
  let second: Person;

  beforeAll(async () => {
    review = await ReviewApp.start();
    [user, admin, second] = await Promise.all([
      review.test.signIn('user'),
      review.test.signIn('admin'),
      review.test.signIn('admin'),
    ]);
  });
  afterAll(() => review.close());

  async function propose(ids: readonly number[], as: Person = user): Promise<Wire> {
    return (await as.http.post<Wire>('/change-sets', setStatus(ids))).body;
  }

  const decide = (
    set: { id: number },
    body: object = { decision: 'approve' },
    as: Person = user,
    headers = {},
  ) => as.http.post<Wire>(`/change-sets/${set.id}/decision`, body, headers);

  it('commits with the vote that is enough: records, audit rows and events once each', async () => {
    const ids = await review.addRecords({ name: 'a', metadata: { k: 1 } }, { name: 'b' });
    const set = await propose(ids);
    const answer = await decide(set, { decision: 'approve', reason: 'Fine', payload_hash: set.payload_hash });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      status: 'committed',
      decided_by: user.user_id,
      version: 2,
      decisions: [{ user_id: user.user_id, decision: 'approve', reason: 'Fine' }],
      items: [{ decision: 'approve' }, { decision: 'approve' }],
    });
    expect(answer.body.committed_at).not.toBeNull();
    for (const id of ids) expect(await review.record(id)).toMatchObject({ status: 'inactive', version: 2 });
    expect(await review.audit(set.id)).toMatchObject(
      ids.map((id) => ({
        action: 'entity.update',
        entity_id: id,
        entity_version: 2,
        user_id: user.user_id,
        actor_type: 'user',
        on_behalf_of: null,
        approved_by: user.user_id,
        old_values: { status: 'active' },
        new_values: { status: 'inactive' },
      })),
    );
    const events = await review.sql(
      `select payload from outbox where topic = 'entity.changed' and (payload->>'id')::bigint = any($1::bigint[])`,
      [ids],
    );
    expect(events).toHaveLength(2);
    const history = await review.sql(
      `select action, user_id from audit_logs where entity_type = 'change_set' and entity_id = $1 order by id`,
      [set.id],
    );
    expect(history.map(({ action }) => action)).toEqual(['change_set.create', 'change_set.commit']);
  });

  it('lets one of ten decisions at once through', async () => {
    const ids = await review.addRecords({}, {}, {});
    const set = await propose(ids);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => decide(set, { decision: 'approve' }, n % 2 ? admin : user)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(409)]);
    for (const id of ids) expect(await review.record(id)).toMatchObject({ version: 2 });
    expect(await review.audit(set.id)).toHaveLength(3);
  });

  it('applies nothing where one record drifted: stale, then proposed again once looked at', async () => {
    const [kept = 0, drifted = 0] = await review.addRecords({ name: 'kept' }, { name: 'drifted' });
    const set = await propose([kept, drifted]);
    await review.sql(`update entities set name = 'by Ben', version = 2 where id = $1`, [drifted]);
    const answer = await decide(set);
    expect([answer.status, answer.body.status, answer.body.decisions]).toEqual([200, 'stale', []]);
    expect(answer.body.drifted).toMatchObject([{ entity_id: drifted, base_version: 1, version: 2 }]);
    expect(answer.body.decision_blocked).toMatch(/Look at it again/);
    expect(await review.record(kept)).toMatchObject({ status: 'active', version: 1 });
    expect(await review.audit(set.id)).toEqual([]);

    const early = await decide(set);
    expect([early.status, early.body.code]).toEqual([409, 'CHANGE_SET_STALE']);
    const fresh = await user.http.post<Wire>(`/change-sets/${set.id}/refresh`);
    expect(fresh.body).toMatchObject({
      status: 'proposed',
      version: 3,
      items: [{ base_version: 1 }, { base_version: 2, entity_name: 'by Ben' }],
    });
    expect(fresh.body.payload_hash).not.toBe(set.payload_hash);
    expect((await decide(set, { decision: 'approve', payload_hash: set.payload_hash })).body.code).toBe(
      'CHANGE_SET_CHANGED',
    );
    expect(
      (await decide(set, { decision: 'approve', payload_hash: fresh.body.payload_hash })).body.status,
    ).toBe('committed');
    expect(await review.record(drifted)).toMatchObject({ name: 'by Ben', status: 'inactive', version: 3 });
  });

  it('rejects at a second look what is gone or done, and the set where nothing is left', async () => {
    const [gone = 0, done = 0, open = 0] = await review.addRecords({}, {}, {});
    const set = await propose([gone, done, open]);
    await review.sql('update entities set deleted_at = now(), version = 2 where id = $1', [gone]);
    await review.sql(`update entities set status = 'inactive', version = 2 where id = $1`, [done]);
    await decide(set);
    const fresh = await user.http.post<Wire>(`/change-sets/${set.id}/refresh`);
    expect(fresh.body.items?.map(({ decision }) => decision)).toEqual(['reject', 'reject', null]);
    await review.sql('update entities set deleted_at = now(), version = 2 where id = $1', [open]);
    await decide(set);
    expect((await user.http.post<Wire>(`/change-sets/${set.id}/refresh`)).body.status).toBe('rejected');
  });

  it('can be rejected while it is stale', async () => {
    const [id = 0] = await review.addRecords({});
    const set = await propose([id]);
    await review.sql('update entities set version = 2 where id = $1', [id]);
    await decide(set);
    expect((await decide(set, { decision: 'reject' })).body.status).toBe('rejected');
  });

  it('rejects with a reason, and changes nothing', async () => {
    const [id = 0] = await review.addRecords({});
    const set = await propose([id]);
    const answer = await decide(set, { decision: 'reject', reason: 'Wrong ones' });
    expect(answer.body).toMatchObject({
      status: 'rejected',
      decisions: [{ decision: 'reject', reason: 'Wrong ones' }],
      items: [{ decision: 'reject' }],
    });
    expect(await review.record(id)).toMatchObject({ status: 'active', version: 1 });
    const again = await decide(set);
    expect([again.status, again.body.code]).toEqual([409, 'CHANGE_SET_DECIDED']);
  });

  it('makes only the part that was approved', async () => {
    const [yes = 0, no = 0] = await review.addRecords({}, {});
    const set = await propose([yes, no]);
    const rejected = set.items?.find(({ entity_id }) => entity_id === no)?.id;
    const answer = await decide(set, { decision: 'approve', items: [{ id: rejected, decision: 'reject' }] });
    expect(answer.body.items?.map(({ decision }) => decision)).toEqual(['approve', 'reject']);
    expect(answer.body.payload_hash).not.toBe(set.payload_hash);
    expect([(await review.record(yes)).status, (await review.record(no)).status]).toEqual([
      'inactive',
      'active',
    ]);
  });

  it('makes the fields that were kept, with the values that were edited', async () => {
    const [id = 0] = await review.addRecords({ name: 'old', metadata: { a: 1 } });
    const changes = [
      { field: 'name', to: 'new' },
      { field: 'status', to: 'inactive' },
      { field: 'metadata.a', to: 2 },
    ];
    const { body: set } = await user.http.post<Wire>('/change-sets', {
      title: 'T',
      items: [{ operation: 'update', entity_id: id, changes }],
    });
    const item = set.items?.[0]?.id;
    const edited = [{ field: 'status', to: 'archived' }, { field: 'metadata.a' }];
    const answer = await decide(set, {
      decision: 'approve',
      items: [{ id: item, decision: 'approve', changes: edited }],
    });
    expect(answer.body.items?.[0]?.changes).toEqual([
      { field: 'status', from: 'active', to: 'archived' },
      { field: 'metadata.a', from: 1, to: 2 },
    ]);
    expect(await review.record(id)).toMatchObject({ name: 'old', status: 'archived', metadata: { a: 2 } });
  });

  it('refuses edits that a record may not have, and items of other sets, and stays open', async () => {
    const [id = 0] = await review.addRecords({});
    const set = await propose([id]);
    const item = set.items?.[0]?.id;
    const wrong = (items: object[]) => decide(set, { decision: 'approve', items });
    expect(
      (await wrong([{ id: item, decision: 'approve', changes: [{ field: 'status', to: 'gone' }] }])).status,
    ).toBe(400);
    expect(
      (await wrong([{ id: item, decision: 'approve', changes: [{ field: 'name', to: 'x' }] }])).status,
    ).toBe(400);
    expect((await wrong([{ id: 999_999, decision: 'reject' }])).body.errors?.[0]?.pointer).toBe(
      '/items/0/id',
    );
    expect((await decide(set, { decision: 'perhaps' })).status).toBe(400);
    expect((await user.http.get<Wire>(`/change-sets/${set.id}`)).body).toMatchObject({
      status: 'proposed',
      version: 1,
    });
  });

  it('answers 412 for another version', async () => {
    const [id = 0] = await review.addRecords({});
    const set = await propose([id]);
    const answer = await decide(set, { decision: 'approve' }, user, { 'if-match': '"9"' });
    expect([answer.status, answer.body]).toMatchObject([412, { current_version: 1 }]);
    expect((await decide(set, { decision: 'approve' }, user, { 'if-match': '"1"' })).status).toBe(200);
  });

  describe('by risk', () => {
    async function proposeDeletions(count: number): Promise<Wire & { ids: number[] }> {
      const ids = await review.addRecords(...Array.from({ length: count }, () => ({})));
      const items = ids.map((entity_id) => ({ operation: 'delete', entity_id }));
      return { ...(await admin.http.post<Wire>('/change-sets', { title: 'Delete', items })).body, ids };
    }

    it('high needs somebody else, and tells the requester so', async () => {
      const set = await proposeDeletions(26);
      expect([set.risk, set.required_decisions]).toEqual(['high', 1]);
      expect(set.decision_blocked).toMatch(/somebody else/);
      const own = await decide(set, { decision: 'approve' }, admin);
      expect([own.status, own.body.code]).toEqual([403, 'PERMISSION_DENIED']);
      const refused = await review.sql(
        `select outcome, user_id, reason from audit_logs where action = 'change_set.decide' and entity_id = $1`,
        [set.id],
      );
      expect(refused).toMatchObject([{ outcome: 'refused', user_id: admin.user_id }]);
      expect((await decide(set, { decision: 'approve' }, second)).body.status).toBe('committed');
      expect((await review.record(set.ids[0] ?? 0)).deleted).toBe(true);
      const [audit] = await review.audit(set.id);
      expect(audit).toMatchObject({
        action: 'entity.delete',
        user_id: admin.user_id,
        approved_by: second.user_id,
      });
    });

    it('critical needs two, each with one vote on the same content', async () => {
      const third = await review.test.signIn('admin');
      const set = await proposeDeletions(501);
      expect([set.risk, set.required_decisions]).toEqual(['critical', 2]);
      const first = await decide(set, { decision: 'approve' }, second);
      expect(first.body).toMatchObject({
        status: 'proposed',
        version: 2,
        decisions: [{ user_id: second.user_id }],
      });
      const again = await decide(set, { decision: 'approve' }, second);
      expect([again.status, again.body.code]).toEqual([409, 'ALREADY_VOTED']);
      expect((await review.record(set.ids[0] ?? 0)).deleted).toBe(false);
      expect((await decide(set, { decision: 'approve' }, third)).body).toMatchObject({ status: 'committed' });
      expect((await review.record(set.ids[500] ?? 0)).deleted).toBe(true);
    });

    it('a vote on a part counts for that part alone', async () => {
      const third = await review.test.signIn('admin');
      const set = await proposeDeletions(501);
      const page = await admin.http.get<{ id: number }[]>(`/change-sets/${set.id}/items?limit=1`);
      const spared = page.body[0]?.id;
      await decide(set, { decision: 'approve' }, second);
      const part = await decide(
        set,
        { decision: 'approve', items: [{ id: spared, decision: 'reject' }] },
        third,
      );
      expect(part.body).toMatchObject({ status: 'proposed', decisions: [{ user_id: third.user_id }] });
      expect((await decide(set, { decision: 'approve' }, third)).body.code).toBe('ALREADY_VOTED');
      expect((await decide(set, { decision: 'approve' }, second)).body.status).toBe('committed');
      expect((await review.record(set.ids[0] ?? 0)).deleted).toBe(false);
      expect((await review.record(set.ids[1] ?? 0)).deleted).toBe(true);
    });

    it('one rejection ends it', async () => {
      const set = await proposeDeletions(501);
      await decide(set, { decision: 'approve' }, second);
      expect((await decide(set, { decision: 'reject' }, admin)).body.status).toBe('rejected');
    });
  });

  it('does not commit for a requester who lost the right', async () => {
    const requester = await review.test.signIn('user');
    const [id = 0] = await review.addRecords({});
    const set = await propose([id], requester);
    await review.sql(`update users set role = 'guest' where id = $1`, [requester.user_id]);
    const answer = await decide(set, { decision: 'approve' }, admin);
    expect([answer.status, answer.body.code]).toEqual([409, 'REQUESTER_LACKS_PERMISSION']);
    await review.sql(`update users set is_active = false where id = $1`, [requester.user_id]);
    expect((await decide(set, { decision: 'approve' }, admin)).body.code).toBe('REQUESTER_LACKS_PERMISSION');
    expect(await review.record(id)).toMatchObject({ version: 1 });
    expect((await admin.http.get<Wire>(`/change-sets/${set.id}`)).body).toMatchObject({
      status: 'proposed',
      decisions: [],
    });
  });

  it('does not commit items that were changed behind the proposal', async () => {
    const [id = 0] = await review.addRecords({});
    const set = await propose([id]);
    await review.sql(
      `update change_set_items set changes = '[{"field":"status","from":"active","to":"archived"}]' where change_set_id = $1`,
      [set.id],
    );
    expect((await decide(set)).body.code).toBe('CHANGE_SET_CHANGED');
    expect(await review.record(id)).toMatchObject({ status: 'active' });
  });

  it('creates records for the requester and knows them afterwards', async () => {
    const changes = [
      { field: 'name', to: 'Made' },
      { field: 'metadata.team', to: 'ops' },
    ];
    const { body: set } = await user.http.post<Wire>('/change-sets', {
      title: 'T',
      items: [{ operation: 'create', changes }],
    });
    const { body } = await decide(set, { decision: 'approve' }, admin);
    const made = body.items?.[0]?.entity_id ?? 0;
    const [row] = await review.sql('select name, metadata, owner_id, status from entities where id = $1', [
      made,
    ]);
    expect(row).toEqual({
      name: 'Made',
      metadata: { team: 'ops' },
      owner_id: user.user_id,
      status: 'active',
    });
  });

  it('relates and unrelates, and drifts where the relation is there already', async () => {
    const [a = 0, b = 0] = await review.addRecords({ name: 'a' }, { name: 'b' });
    const changes = [
      { field: 'relation_type', to: 'depends_on' },
      { field: 'target_id', to: b },
    ];
    const proposal = (operation: string) => ({
      title: operation,
      items: [{ operation, entity_id: a, changes }],
    });
    const { body: set } = await user.http.post<Wire>('/change-sets', proposal('relate'));
    const { body: twin } = await user.http.post<Wire>('/change-sets', proposal('relate'));
    expect((await decide(set)).body.status).toBe('committed');
    const relations = await review.sql(
      'select source_id::int, target_id::int, relation_type from entity_relations where source_id = $1',
      [a],
    );
    expect(relations).toEqual([{ source_id: a, target_id: b, relation_type: 'depends_on' }]);
    expect(await review.audit(set.id)).toMatchObject([
      { action: 'entity_relation.create', approved_by: user.user_id },
    ]);

    const late = await decide(twin);
    expect(late.body).toMatchObject({ status: 'stale', drifted: [{ entity_id: a, base_version: null }] });

    const { body: end } = await user.http.post<Wire>('/change-sets', proposal('unrelate'));
    expect((await decide(end)).body.status).toBe('committed');
    expect(await review.sql('select from entity_relations where source_id = $1', [a])).toEqual([]);
  });

  it('writes nothing of a mixed set where only its relation drifted', async () => {
    const [a = 0, b = 0] = await review.addRecords({}, {});
    const items = [
      { operation: 'update', entity_id: a, changes: [{ field: 'status', to: 'draft' }] },
      {
        operation: 'relate',
        entity_id: a,
        changes: [
          { field: 'relation_type', to: 'replaces' },
          { field: 'target_id', to: b },
        ],
      },
    ];
    const { body: set } = await user.http.post<Wire>('/change-sets', { title: 'T', items });
    await review.sql('update entities set deleted_at = now() where id = $1', [b]);
    expect((await decide(set)).body.status).toBe('stale');
    expect(await review.record(a)).toMatchObject({ status: 'active', version: 1 });
  });

  it('locks overlapping sets in one order, so that neither waits for the other for ever', async () => {
    const ids = await review.addRecords(...Array.from({ length: 40 }, () => ({})));
    const sets = await Promise.all([
      propose(ids),
      propose([...ids].reverse()),
      propose(ids),
      propose([...ids].reverse()),
    ]);
    const answers = await Promise.all(sets.map((set) => decide(set)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(answers.map(({ body }) => body.status).sort()).toEqual(['committed', 'stale', 'stale', 'stale']);
  });

  it('commits a thousand records in one statement', async () => {
    const ids = await review.addRecords(...Array.from({ length: 1_000 }, () => ({})));
    const set = await propose(ids);
    const statements = recordStatements(review.test.app.get(Database));
    expect((await decide(set)).body.status).toBe('committed');
    const writes = statements.filter(({ text }) => /update entities/.test(text));
    expect(writes).toHaveLength(1);
    const [{ changed } = { changed: 0 }] = await review.sql<{ changed: number }>(
      `select count(*)::int as changed from entities where id = any($1::bigint[]) and status = 'inactive' and version = 2`,
      [ids],
    );
    expect(changed).toBe(1_000);
    expect(await review.audit(set.id)).toHaveLength(1_000);
    expect(statements.length).toBeLessThan(25);
  });
});

/** Every statement that a transaction runs from now on. */
function recordStatements(database: Database): Statement[] {
  const statements: Statement[] = [];
  const transaction = database.transaction.bind(database);
  jest.spyOn(database, 'transaction').mockImplementation((work) =>
    transaction((tx) =>
      work({
        query: (statement) => {
          statements.push(statement);
          return tx.query(statement);
        },
        wroteEvents: () => tx.wroteEvents(),
      }),
    ),
  );
  return statements;
}
