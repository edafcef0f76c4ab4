import { type BatchDecision, type ProposeChangeSet } from '@bureau/contracts';
import { ReviewApp, setStatus, type Wire } from '../review/review-test-app';

type Person = Awaited<ReturnType<ReviewApp['test']['signIn']>>;

describe('one decision on several sets', () => {
  let review: ReviewApp;
  let user: Person;

  beforeAll(async () => {
    review = await ReviewApp.start();
    user = await review.test.signIn('user');
  });
  afterAll(() => review.close());

  const rename = (id: number): ProposeChangeSet => ({
    title: 'Rename',
    items: [{ operation: 'update', entity_id: id, changes: [{ field: 'name', to: 'New' }] }],
  });
  async function proposed(make: (id: number) => ProposeChangeSet = rename, who = user) {
    const [record = 0] = await review.addRecords({ name: 'Old' });
    const { body } = await who.http.post<Wire>('/change-sets', make(record));
    return { id: body.id, version: body.version, record };
  }
  const seen = ({ id, version }: { id: number; version: number }) => ({ id, version });
  const decide = (items: object[], decision = 'approve') =>
    user.http.post<BatchDecision & { errors?: object[] }>('/change-sets/decisions', { items, decision });

  it('commits each, or tells why not, and leaves the others alone', async () => {
    const [one, two, drifted, old] = [await proposed(), await proposed(), await proposed(), await proposed()];
    const risky = await proposed((id) => setStatus([id]));
    const deletes = await proposed((id) => ({
      title: 'D',
      items: [{ operation: 'delete', entity_id: id }],
    }));
    const others = await proposed(rename, await review.test.signIn('user'));
    await review.sql('update entities set version = version + 1 where id = $1', [drifted.record]);
    const asked = [one, drifted, risky, deletes, others, two].map(seen);
    const { status, body } = await decide([...asked, { id: old.id, version: old.version + 3 }]);
    expect([status, body.decided, body.failed]).toEqual([200, 2, 5]);
    expect(body.results.map((each) => [each.id, each.status, each.problem?.status ?? null])).toEqual([
      [one.id, 'committed', null],
      [drifted.id, 'stale', 409],
      [risky.id, null, 422],
      [deletes.id, null, 422],
      [others.id, null, 404],
      [two.id, 'committed', null],
      [old.id, null, 412],
    ]);
    const names = await Promise.all([one, drifted, old].map(async ({ record }) => review.record(record)));
    expect(names.map(({ name }) => name)).toEqual(['New', 'Old', 'Old']);
    expect((await review.record(deletes.record)).deleted).toBe(false);
    const again = await decide([seen(one)]);
    expect(again.body.results[0]?.problem?.code).toBe('CHANGE_SET_DECIDED');
  });

  it('rejects as well', async () => {
    const { id, version } = await proposed();
    expect((await decide([{ id, version }], 'reject')).body.results).toEqual([
      { id, status: 'rejected', problem: null },
    ]);
  });

  it('takes no set twice, no empty list, and nobody who may not decide', async () => {
    const one = await proposed();
    const twice = await decide([seen(one), seen(one)]);
    expect([twice.status, twice.body.errors]).toEqual([
      400,
      [expect.objectContaining({ pointer: '/items/1/id' })],
    ]);
    expect((await decide([])).status).toBe(400);
    expect((await decide([{ id: one.id }])).status).toBe(400);
    const guest = await review.test.signIn('guest');
    const body = { items: [seen(one)], decision: 'approve' };
    expect((await guest.http.post('/change-sets/decisions', body)).status).toBe(403);
  });
});
