import { AgentPolicies } from '../../agents/agent-policies.service';
import { ReviewApp, setStatus, type Wire } from '../../review/review-test-app';

type Person = Awaited<ReturnType<ReviewApp['test']['signIn']>>;

describe('what comes of an agent’s changes', () => {
  let review: ReviewApp;
  let user: Person;
  let task: number;

  beforeAll(async () => {
    review = await ReviewApp.start();
    user = await review.test.signIn('user');
  });
  afterAll(() => review.close());
  beforeEach(async () => {
    await review.sql('delete from agent_track_records');
    task = await review.addTask(user.user_id);
    await review.sql(`update agent_tasks set model = 'a-model' where id = $1`, [task]);
  });

  const decide = (id: number, body: object) => user.http.post<Wire>(`/change-sets/${id}/decision`, body);
  const propose = async (items: object[]) =>
    (await review.proposeAsAgent(task, user.user_id, { title: 'T', items } as never)).change_set.id;
  const update = (id: number, values: Record<string, unknown>) => ({
    operation: 'update',
    entity_id: id,
    changes: Object.entries(values).map(([field, to]) => ({ field, to })),
  });
  const record = () =>
    review.sql(
      `select operation, field, accepted, edited, rejected, automatic, undone from agent_track_records where agent = 'curator' order by operation, field`,
    );
  const figures = (operation: string, field: string, counts: object) => ({
    ...{ operation, field, accepted: 0, edited: 0, rejected: 0, automatic: 0, undone: 0 },
    ...counts,
  });

  it('is counted where people decide, by operation and field', async () => {
    const [a = 0, b = 0, c = 0] = await review.addRecords({}, {}, {});
    const id = await propose([
      update(a, { name: 'A', status: 'draft' }),
      update(b, { name: 'B' }),
      { operation: 'delete', entity_id: c },
    ]);
    const { items = [] } = (await user.http.get<Wire>(`/change-sets/${id}`)).body;
    await decide(id, {
      decision: 'approve',
      items: [
        { id: items[0]?.id, decision: 'approve', changes: [{ field: 'name', to: 'Better' }] },
        { id: items[2]?.id, decision: 'reject' },
      ],
    });
    expect(await record()).toEqual([
      figures('delete', '', { rejected: 1 }),
      figures('update', 'name', { accepted: 1, edited: 1 }),
      figures('update', 'status', { rejected: 1 }),
    ]);
    await decide(await propose([update(c, { name: 'C' })]), { decision: 'reject' });
    expect(await record()).toContainEqual(figures('update', 'name', { accepted: 1, edited: 1, rejected: 1 }));
  });

  it('is not counted for what is not decided, nor for what people propose', async () => {
    const ids = await review.addRecords({});
    const drifted = await propose([update(ids[0] ?? 0, { name: 'x' })]);
    await review.sql('update entities set version = version + 1 where id = $1', [ids[0]]);
    expect((await decide(drifted, { decision: 'approve' })).body.status).toBe('stale');
    const { body } = await user.http.post<Wire>('/change-sets', setStatus(ids));
    await decide(body.id, { decision: 'approve' });
    expect(await record()).toEqual([]);
  });

  it('counts what was undone once the inverse is committed, whether a set or the whole task', async () => {
    const [a = 0, b = 0, gone = 0] = await review.addRecords({}, {}, {});
    const first = await propose([update(a, { name: 'A', 'metadata.n': 1 }), update(b, { name: 'B' })]);
    await decide(first, { decision: 'approve' });
    await review.sql(`update entities set name = 'By Ben', version = version + 1 where id = $1`, [b]);
    const inverse = await user.http.post<Wire>(`/change-sets/${first}/revert`, {});
    expect(await record()).toContainEqual(figures('update', 'name', { accepted: 2 }));
    await decide(inverse.body.id, { decision: 'approve' });
    expect(await record()).toEqual([
      figures('update', 'metadata.n', { accepted: 1, undone: 1 }),
      figures('update', 'name', { accepted: 2, undone: 1 }),
    ]);

    await decide(await propose([{ operation: 'delete', entity_id: gone }]), { decision: 'approve' });
    await decide(
      await propose([
        {
          operation: 'relate',
          entity_id: a,
          changes: [
            { field: 'relation_type', to: 'related_to' },
            { field: 'target_id', to: b },
          ],
        },
      ]),
      { decision: 'approve' },
    );
    const whole = await user.http.post<Wire>(`/agent-tasks/${task}/revert`, {});
    await decide(whole.body.id, { decision: 'approve' });
    expect(await record()).toEqual([
      figures('delete', '', { accepted: 1, undone: 1 }),
      figures('relate', '', { accepted: 1, undone: 1 }),
      figures('update', 'metadata.n', { accepted: 1, undone: 1 }),
      figures('update', 'name', { accepted: 2, undone: 1 }),
    ]);
  });

  it('tells apart what no person decided', async () => {
    const rule = { operation: 'update', max_risk: 'low', max_items: 5 } as const;
    await review.test.app.get(AgentPolicies).change('curator', { auto_approve: [rule] }, null);
    const ids = await review.addRecords({}, {});
    await propose(ids.map((id) => update(id, { name: 'Auto' })));
    expect(await record()).toEqual([figures('update', 'name', { automatic: 2 })]);
    await review.test.app.get(AgentPolicies).change('curator', { auto_approve: [] }, null);
  });

  it('adds up where many decide at once', async () => {
    const ids = await review.addRecords({}, {}, {}, {}, {});
    const sets = [];
    for (const id of ids) sets.push(await propose([update(id, { name: 'N', status: 'draft' })]));
    await Promise.all(sets.map((id) => decide(id, { decision: 'approve' })));
    expect(await record()).toEqual([
      figures('update', 'name', { accepted: 5 }),
      figures('update', 'status', { accepted: 5 }),
    ]);
  });
});
