import { type ProposeChangeSet } from '@bureau/contracts';
import { ReviewApp, type Wire } from '../review/review-test-app';

type Person = Awaited<ReturnType<ReviewApp['test']['signIn']>>;

describe('fields that an agent wrote', () => {
  let review: ReviewApp;
  let user: Person;

  beforeAll(async () => {
    review = await ReviewApp.start();
    user = await review.test.signIn('user');
  });
  afterAll(() => review.close());

  const prices = (ids: readonly number[]): ProposeChangeSet => ({
    title: 'Prices',
    items: ids.map((entity_id) => ({
      operation: 'update',
      entity_id,
      changes: [
        { field: 'metadata.price', to: 7 },
        { field: 'description', to: 'Checked' },
      ],
    })),
  });
  const byAgent = async (proposal: ProposeChangeSet) =>
    (await review.proposeAsAgent(await review.addTask(user.user_id), user.user_id, proposal)).change_set.id;
  const decide = (id: number, items: object[] = []) =>
    user.http.post<Wire>(`/change-sets/${id}/decision`, { decision: 'approve', items });
  const itemsOf = async (id: number) => (await user.http.get<Wire>(`/change-sets/${id}`)).body.items ?? [];
  const waiting = async (ids: readonly number[]) => {
    const rows = await review.sql<{ unreviewed: string[] | null }>(
      'select unreviewed from entities where id = any($1::bigint[]) order by id',
      [ids],
    );
    return rows.map(({ unreviewed }) => unreviewed);
  };

  it('wait for somebody to look at them where the approval was of the whole set', async () => {
    const ids = await review.addRecords({ metadata: { price: 1 } }, {}, {});
    const id = await byAgent(prices(ids));
    const [, second] = await itemsOf(id);
    expect((await decide(id, [{ id: second?.id, decision: 'approve' }])).body.status).toBe('committed');
    expect(await waiting(ids)).toEqual([
      ['description', 'metadata.price'],
      null,
      ['description', 'metadata.price'],
    ]);
  });

  it('do not where the set was of one change alone, or a person proposed it', async () => {
    const ids = await review.addRecords({});
    await decide(await byAgent(prices(ids)));
    expect(await waiting(ids)).toEqual([null]);
    const others = await review.addRecords({}, {});
    const { body } = await user.http.post<Wire>('/change-sets', prices(others));
    await decide(body.id);
    expect(await waiting(others)).toEqual([null, null]);
  });

  it('are all that a record made by one has, and leave with what takes them back', async () => {
    const made = {
      operation: 'create' as const,
      changes: [
        { field: 'name', to: 'Made' },
        { field: 'metadata.a', to: 1 },
      ],
    };
    const ids = await review.addRecords({});
    const id = await byAgent({ title: 'Both', items: [made, ...prices(ids).items] });
    await decide(id);
    const record = (await itemsOf(id)).find(({ operation }) => operation === 'create')?.entity_id ?? 0;
    expect(await waiting([record])).toEqual([['metadata.a', 'name', 'status']]);
    const { body: inverse } = await user.http.post<Wire>(`/change-sets/${id}/revert`);
    expect((await decide(inverse.id)).body.status).toBe('committed');
    expect(await waiting(ids)).toEqual([null]);
  });
});
