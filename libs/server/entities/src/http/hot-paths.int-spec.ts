import { type Entity } from '@bureau/contracts';
import { Database, type Statement } from '@bureau/platform';
import { testApp, type HttpClient, type TestApp } from '@bureau/testing';
import { EntitiesHttpModule } from '../entities-http.module';

interface Plan {
  'Node Type': string;
  'Index Name'?: string;
  Plans?: Plan[];
}

describe('hot paths', () => {
  let test: TestApp;
  let user: HttpClient;
  let asked: Statement[];

  beforeAll(async () => {
    test = await testApp([EntitiesHttpModule]);
    user = (await test.signIn('user')).http;
    await user.get('/entities'); // the session is known from here on
    await test.database.sql(
      `insert into entities (name, status, type, metadata, owner_id, created_at)
       select 'Record ' || n, case when n % 50 = 0 then 'draft' else 'active' end, case when n % 500 = 0 then 'rare' else 'common' end, jsonb_build_object('n', n, 'group', n % 500), 1, now() - n * interval '1 s'
       from generate_series(1, 20000) n`,
    );
    await test.database.sql('analyze entities');
    const database = test.app.get(Database);
    const [query, texts] = [database.query.bind(database), database.texts.bind(database)];
    const keep = (statement: Statement) => {
      // Sessions are read again in the background, every few seconds and whatever is called.
      if (statement.name !== 'caller_by_session') asked.push(statement);
    };
    jest.spyOn(database, 'query').mockImplementation((statement) => {
      keep(statement);
      return query(statement);
    });
    jest.spyOn(database, 'texts').mockImplementation((statement) => {
      keep(statement);
      return texts(statement);
    });
  });
  beforeEach(() => (asked = []));
  afterAll(() => test.close());

  it.each<[string, (id: number) => Promise<{ status: number }>]>([
    ['GET one', (id) => user.get(`/entities/${id}`)],
    ['GET list', () => user.get('/entities?status=active&sort=-created_at&limit=50')],
    ['POST', () => user.post('/entities', { name: 'New' })],
    ['POST under a key', () => user.post('/entities', { name: 'New' }, { 'idempotency-key': 'one-trip' })],
    ['PUT', (id) => user.put(`/entities/${id}`, { name: 'Changed' })],
    ['PATCH status', (id) => user.patch(`/entities/${id}/status`, { status: 'archived' })],
    ['DELETE', (id) => user.delete(`/entities/${id}`)],
  ])('%s is one named statement', async (_, call) => {
    const [{ id } = { id: 0 }] = await test.database.sql<{ id: number }>(
      `select id from entities where deleted_at is null and status = 'active' order by id limit 1`,
    );
    expect((await call(Number(id))).status).toBeLessThan(300);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.name).toEqual(expect.any(String));
    expect(asked[0]?.text).not.toMatch(/\boffset\b/i);
  });

  function nodesOf(plan: Plan): Plan[] {
    return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
  }

  /** Indexes and kinds of nodes with which PostgreSQL answers the list's own statement. */
  async function planOf(query: Record<string, string>): Promise<{ indexes: string[]; nodes: string[] }> {
    expect((await user.get(`/entities?${new URLSearchParams(query).toString()}`)).status).toBe(200);
    const { text = '', values = [] } = asked.at(-1) ?? {};
    const [row] = await test.database.sql<{ 'QUERY PLAN': { Plan: Plan }[] }>(
      `explain (format json) ${text}`,
      [...values],
    );
    const nodes = nodesOf(row?.['QUERY PLAN'][0]?.Plan ?? { 'Node Type': '' });
    return {
      indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
      nodes: nodes.map((node) => node['Node Type']),
    };
  }

  it.each<[string, Record<string, string>, RegExp]>([
    ['newest first', {}, /pk_entities|ix_entities_live/],
    ['by time of creation', { sort: '-created_at' }, /ix_entities_created/],
    ['by name', { sort: 'name' }, /ix_entities_name/],
    ['of a rare status', { status: 'draft' }, /ix_entities_status/],
    ['of a rare type', { type: 'rare' }, /ix_entities_type/],
    ['by text', { q: 'record 1777' }, /ix_entities_search/],
    ['by text, the best match first', { q: 'record 1777', sort: '-relevance' }, /ix_entities_search/],
    ['by a value in the metadata', { 'metadata.group': '77' }, /ix_entities_metadata/],
    ['by a part of the name', { 'name[like]': 'cord 1777' }, /ix_entities_name_trgm/],
  ])('the list %s reads its index', async (_, query, index) => {
    const { indexes, nodes } = await planOf(query);
    expect(indexes.join()).toMatch(index);
    expect(nodes).not.toContain('Seq Scan');
  });

  it.each(['-created_at', 'name', '-owner_id', 'owner_id,-id'])(
    'the page behind a cursor reads an index range by %s',
    async (sort) => {
      const { headers } = await user.get(`/entities?sort=${sort}&limit=10`);
      const cursor = /cursor=([\w-]+)/.exec(headers.get('link') ?? '')?.[1] ?? '';
      const { nodes } = await planOf({ sort, limit: '10', cursor });
      expect(nodes).not.toContain('Seq Scan');
      expect(nodes.some((node) => node.startsWith('Index'))).toBe(true);
    },
  );

  it.each(['-created_at', 'name', '-owner_id'])(
    'the page before a cursor reads an index range by %s',
    async (sort) => {
      const { headers } = await user.get(`/entities?sort=${sort}&limit=10`);
      const cursor = /cursor=([\w-]+)>; rel="last"/.exec(headers.get('link') ?? '')?.[1] ?? '';
      const { nodes } = await planOf({ sort, limit: '10', cursor });
      expect(nodes).not.toContain('Seq Scan');
      expect(nodes.some((node) => node.startsWith('Index'))).toBe(true);
    },
  );

  it('shows as many records as asked for, typed as on the wire', async () => {
    const { body } = await user.get<Entity[]>('/entities?limit=200');
    expect(body).toHaveLength(200);
    expect(typeof body[0]?.id).toBe('number');
  });
});
