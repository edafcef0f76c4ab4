import { ReviewApp, setStatus, type Wire } from '../review/review-test-app';

type Person = Awaited<ReturnType<ReviewApp['test']['signIn']>>;

describe('taking a committed set back', () => {
  let review: ReviewApp;
  let user: Person;

  beforeAll(async () => {
    review = await ReviewApp.start();
    user = await review.test.signIn('user');
  });
  afterAll(() => review.close());

  const approve = (id: number) =>
    user.http.post<Wire>(`/change-sets/${id}/decision`, { decision: 'approve' });
  const revert = (id: number) => user.http.post<Wire>(`/change-sets/${id}/revert`, { reason: 'A mistake' });

  async function commit(proposal: object): Promise<Wire> {
    const { body: set } = await user.http.post<Wire>('/change-sets', proposal);
    return (await approve(set.id)).body;
  }

  it('proposes the inverse, and calls the original reverted once that is committed', async () => {
    const ids = await review.addRecords({}, { status: 'draft' });
    const set = await commit(setStatus(ids));
    const inverse = await revert(set.id);
    expect(inverse.status).toBe(201);
    expect(inverse.headers.get('location')).toBe(`/api/v1/change-sets/${inverse.body.id}`);
    expect(inverse.body).toMatchObject({
      status: 'proposed',
      reverts_id: set.id,
      reason: 'A mistake',
      item_count: 2,
      created_by: user.user_id,
    });
    expect((await user.http.get<Wire>(`/change-sets/${set.id}`)).body.status).toBe('committed');

    expect((await approve(inverse.body.id)).body.status).toBe('committed');
    expect((await user.http.get<Wire>(`/change-sets/${set.id}`)).body.status).toBe('reverted');
    expect([(await review.record(ids[0] ?? 0)).status, (await review.record(ids[1] ?? 0)).status]).toEqual([
      'active',
      'draft',
    ]);
    const again = await revert(set.id);
    expect([again.status, again.body.code]).toEqual([409, 'CHANGE_SET_NOT_REVERTIBLE']);
  });

  it('keeps what people changed since, field by field and key by key', async () => {
    const [id = 0] = await review.addRecords({ name: 'nginx', metadata: { section: 'httpd', size: 1 } });
    const changes = [
      { field: 'status', to: 'inactive' },
      { field: 'metadata', to: { section: 'web', size: 2 } },
      { field: 'name', to: 'nginx-core' },
    ];
    const set = await commit({ title: 'T', items: [{ operation: 'update', entity_id: id, changes }] });
    await review.sql(
      `update entities set name = 'by Ben', metadata = metadata || '{"section": "servers", "team": "ops"}', version = version + 1 where id = $1`,
      [id],
    );

    const inverse = await revert(set.id);
    expect(inverse.body.items?.[0]?.changes).toEqual([
      { field: 'status', from: 'inactive', to: 'active' },
      {
        field: 'metadata',
        from: { section: 'servers', size: 2, team: 'ops' },
        to: { section: 'servers', size: 1, team: 'ops' },
      },
    ]);
    await approve(inverse.body.id);
    expect(await review.record(id)).toMatchObject({
      name: 'by Ben',
      status: 'active',
      metadata: { section: 'servers', size: 1, team: 'ops' },
    });
  });

  it('takes back only what was approved', async () => {
    const [yes = 0, no = 0] = await review.addRecords({}, {});
    const { body: set } = await user.http.post<Wire>('/change-sets', setStatus([yes, no]));
    const item = set.items?.find(({ entity_id }) => entity_id === no)?.id;
    await user.http.post(`/change-sets/${set.id}/decision`, {
      decision: 'approve',
      items: [{ id: item, decision: 'reject' }],
    });
    expect((await revert(set.id)).body.items?.map(({ entity_id }) => entity_id)).toEqual([yes]);
  });

  it('deletes what was created, restores what was deleted, ends what was related', async () => {
    const [a = 0, b = 0, gone = 0] = await review.addRecords({}, {}, {});
    const set = await commit({
      title: 'T',
      items: [
        { operation: 'create', changes: [{ field: 'name', to: 'Made' }] },
        { operation: 'delete', entity_id: gone },
        {
          operation: 'relate',
          entity_id: a,
          changes: [
            { field: 'relation_type', to: 'related_to' },
            { field: 'target_id', to: b },
          ],
        },
      ],
    });
    const made = set.items?.[0]?.entity_id ?? 0;
    const inverse = await revert(set.id);
    expect(inverse.body.items?.map(({ operation, entity_id }) => [operation, entity_id])).toEqual([
      ['unrelate', a],
      ['restore', gone],
      ['delete', made],
    ]);
    await approve(inverse.body.id);
    expect([(await review.record(made)).deleted, (await review.record(gone)).deleted]).toEqual([true, false]);
    expect(await review.sql('select from entity_relations where source_id = $1', [a])).toEqual([]);
  });

  it('is refused for what was not committed, is being taken back already, or has nothing left', async () => {
    const [id = 0, changed = 0] = await review.addRecords({}, {});
    const { body: open } = await user.http.post<Wire>('/change-sets', setStatus([id]));
    expect((await revert(open.id)).status).toBe(409);
    await approve(open.id);
    const answers = await Promise.all([revert(open.id), revert(open.id), revert(open.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);

    const all = await commit(setStatus([changed]));
    await review.sql(`update entities set status = 'archived', version = version + 1 where id = $1`, [
      changed,
    ]);
    const nothing = await revert(all.id);
    expect([nothing.status, nothing.body.detail]).toEqual([409, expect.stringContaining('nothing is left')]);
  });

  it('can be taken back itself', async () => {
    const [id = 0] = await review.addRecords({});
    const set = await commit(setStatus([id]));
    const inverse = await revert(set.id);
    await approve(inverse.body.id);
    const redo = await revert(inverse.body.id);
    await approve(redo.body.id);
    expect((await review.record(id)).status).toBe('inactive');
    expect((await user.http.get<Wire>(`/change-sets/${inverse.body.id}`)).body.status).toBe('reverted');
  });
});
