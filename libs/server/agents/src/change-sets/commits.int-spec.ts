import { Database, type Statement } from '@bureau/platform';
import { ReviewApp, setStatus, type Wire } from '../review/review-test-app';

type Person = Awaited<ReturnType<ReviewApp['test']['signIn']>>;

describe('committing changes', () => {
  let review: ReviewApp;
  let user: Person;
  let admin: Person;

  beforeAll(async () => {
    review = await ReviewApp.start();
    [user, admin] = await Promise.all([review.test.signIn('user'), review.test.signIn('admin')]);
  });
  afterAll(() => review.close());

  async function propose(ids: readonly number[]): Promise<Wire> {
    return (await user.http.post<Wire>('/change-sets', setStatus(ids))).body;
  }

  const decide = (set: { id: number }, body: object = { decision: 'approve' }, as: Person = user) =>
    as.http.post<Wire>(`/change-sets/${set.id}/decision`, body);

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
        copyIn: (text, lines) => tx.copyIn(text, lines),
      }),
    ),
  );
  return statements;
}
