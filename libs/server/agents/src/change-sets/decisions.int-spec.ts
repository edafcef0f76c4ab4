import { ReviewApp, setStatus, type Wire } from '../review/review-test-app';

type Person = Awaited<ReturnType<ReviewApp['test']['signIn']>>;

describe('deciding on changes', () => {
  let review: ReviewApp;
  let user: Person;
  let admin: Person;

  beforeAll(async () => {
    review = await ReviewApp.start();
    [user, admin] = await Promise.all([review.test.signIn('user'), review.test.signIn('admin')]);
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
});
