import { ReviewApp, setStatus, type Wire } from '../review/review-test-app';

type Person = Awaited<ReturnType<ReviewApp['test']['signIn']>>;

describe('taking a whole task back', () => {
  let review: ReviewApp;
  let user: Person;
  let task: number;

  beforeAll(async () => {
    review = await ReviewApp.start();
    user = await review.test.signIn('user');
  });
  afterAll(() => review.close());
  beforeEach(async () => {
    task = await review.addTask(user.user_id);
  });

  const approve = (id: number) =>
    user.http.post<Wire>(`/change-sets/${id}/decision`, { decision: 'approve' });
  const revert = (id = task, who = user) =>
    who.http.post<Wire>(`/agent-tasks/${id}/revert`, { reason: 'A mistake' });
  const statusOf = async (id: number) => (await user.http.get<Wire>(`/change-sets/${id}`)).body.status;

  async function commit(items: object[]): Promise<number> {
    const proposal = { title: 'T', items } as never;
    const { change_set } = await review.proposeAsAgent(task, user.user_id, proposal);
    expect((await approve(change_set.id)).body.status).toBe('committed');
    return change_set.id;
  }
  const setTo = (id: number, field: string, to: unknown) => ({
    operation: 'update',
    entity_id: id,
    changes: [{ field, to }],
  });
  const relation = (operation: string, source: number, target: number) => ({
    operation,
    entity_id: source,
    changes: [
      { field: 'relation_type', to: 'related_to' },
      { field: 'target_id', to: target },
    ],
  });

  it('proposes one inverse of all that it committed, keeping what people changed since', async () => {
    const [twice = 0, kept = 0, gone = 0] = await review.addRecords({}, { metadata: { n: 1 } }, {});
    const first = await commit([setTo(twice, 'status', 'draft'), setTo(kept, 'metadata.n', 2)]);
    const second = await commit([
      setTo(twice, 'status', 'archived'),
      { operation: 'delete', entity_id: gone },
    ]);
    const third = await commit([
      { operation: 'create', changes: [{ field: 'name', to: 'Made' }] },
      relation('relate', twice, kept),
    ]);
    const { items } = (await user.http.get<Wire>(`/change-sets/${third}`)).body;
    const made = items?.find(({ operation }) => operation === 'create')?.entity_id ?? 0;
    await commit([setTo(made, 'status', 'draft'), relation('relate', made, kept)]);
    await review.sql(`update entities set metadata = '{"n": 9}', version = version + 1 where id = $1`, [
      kept,
    ]);

    const inverse = await revert();
    expect(inverse.status).toBe(201);
    expect(inverse.headers.get('location')).toBe(`/api/v1/change-sets/${inverse.body.id}`);
    expect(inverse.body).toMatchObject({ status: 'proposed', reverts_task_id: task, reason: 'A mistake' });
    const planned = inverse.body.items?.map(({ operation, entity_id }) => `${operation} ${entity_id}`);
    expect(planned?.sort()).toEqual(
      [
        `delete ${made}`,
        `restore ${gone}`,
        `unrelate ${made}`,
        `unrelate ${twice}`,
        `update ${twice}`,
      ].sort(),
    );

    expect((await approve(inverse.body.id)).body.status).toBe('committed');
    expect(await review.record(twice)).toMatchObject({ status: 'active' });
    expect(await review.record(kept)).toMatchObject({ metadata: { n: 9 } });
    expect([(await review.record(gone)).deleted, (await review.record(made)).deleted]).toEqual([false, true]);
    expect([await statusOf(first), await statusOf(second), await statusOf(third)]).toEqual([
      'reverted',
      'reverted',
      'reverted',
    ]);
    const again = await revert();
    expect([again.status, again.body.code]).toEqual([409, 'CHANGE_SET_NOT_REVERTIBLE']);
  });

  it('brings records back first, and takes their older changes back a second time', async () => {
    const [id = 0] = await review.addRecords({});
    const changed = await commit([setTo(id, 'status', 'draft')]);
    const deleted = await commit([{ operation: 'delete', entity_id: id }]);
    await approve((await revert()).body.id);
    expect([await statusOf(changed), await statusOf(deleted)]).toEqual(['committed', 'reverted']);
    await approve((await revert()).body.id);
    expect(await review.record(id)).toMatchObject({ status: 'active', deleted: false });
    expect(await statusOf(changed)).toBe('reverted');
  });

  it('covers the tasks that it was split up into', async () => {
    const [id = 0] = await review.addRecords({});
    const whole = task;
    task = await review.addTask(user.user_id);
    await review.sql('update agent_tasks set parent_id = $2, parent_run = 1, part = 1 where id = $1', [
      task,
      whole,
    ]);
    const set = await commit([setTo(id, 'status', 'draft')]);
    await approve((await revert(whole)).body.id);
    expect([await statusOf(set), (await review.record(id)).status]).toEqual(['reverted', 'active']);
  });

  it('is refused where nothing is committed, and while it is being taken back', async () => {
    const [id = 0, other = 0] = await review.addRecords({}, {});
    expect((await revert()).status).toBe(409);
    await review.proposeAsAgent(task, user.user_id, setStatus([id]));
    expect((await revert()).status).toBe(409);
    const one = await commit([setTo(other, 'status', 'draft')]);
    const answers = await Promise.all([revert(), revert(), revert()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect((await user.http.post(`/change-sets/${one}/revert`, {})).status).toBe(409);

    const open = answers.find(({ status }) => status === 201)?.body.id ?? 0;
    await user.http.post(`/change-sets/${open}/decision`, { decision: 'reject' });
    expect((await user.http.post(`/change-sets/${one}/revert`, {})).status).toBe(201);
    expect((await revert()).status).toBe(409);
  });

  it('is refused where everything was changed since', async () => {
    const [id = 0] = await review.addRecords({});
    await commit([setTo(id, 'status', 'draft')]);
    await review.sql(`update entities set status = 'archived', version = version + 1 where id = $1`, [id]);
    const nothing = await revert();
    expect([nothing.status, nothing.body.detail]).toEqual([409, expect.stringContaining('nothing is left')]);
  });

  it('is for those who may see the task and decide', async () => {
    const [id = 0] = await review.addRecords({});
    await commit([setTo(id, 'status', 'draft')]);
    const [other, guest] = [await review.test.signIn('user'), await review.test.signIn('guest')];
    expect((await revert(task, other)).status).toBe(404);
    expect((await revert(999_999)).status).toBe(404);
    expect((await revert(task, guest)).status).toBe(403);
    expect((await revert(task, await review.test.signIn('admin'))).status).toBe(201);
  });
});
