import { type EntityHistoryEntry } from '@bureau/contracts';
import { Database, type Statement } from '@bureau/platform';
import { type HttpClient, testApp, type TestApp } from '@bureau/testing';
import { EntitiesHttpModule } from '../entities-http.module';

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

/** Rows of the log in this test, over a year of partitions; one record has many of them. */
const ROWS = 120_000;
const VERSIONS = 600;

describe('a record’s memory among many audit rows', () => {
  let test: TestApp;
  let http: HttpClient;
  let asked: Statement[];
  let id: number;

  beforeAll(async () => {
    test = await testApp([EntitiesHttpModule]);
    http = (await test.signIn('user')).http;
    await test.database.sql(
      `select bureau_audit_partition((now() - make_interval(months => m))::date) from generate_series(1, 11) m`,
    );
    const [record] = await test.database.sql<{ id: string }>(
      `insert into entities (name, version, created_at) values ('Old', $1, now() - interval '1 year') returning id`,
      [VERSIONS],
    );
    id = Number(record?.id);
    await test.database.sql(
      `insert into audit_logs (timestamp, action, entity_type, entity_id, entity_version, old_values, new_values, actor_type, actor_name, user_id, session_id, ip, user_agent)
       select now() - interval '330 days' * (1 - n::float / ${ROWS}), 'entity.update', 'entity', case when n % ${ROWS / VERSIONS} = 0 then $1::bigint else 1000 + n % 5000 end, case when n % ${ROWS / VERSIONS} = 0 then n / ${ROWS / VERSIONS} else n / 5000 + 1 end,
         '{"name": "A", "metadata": {"price": 1}}', '{"name": "B", "metadata": {"price": 2}}', 'user', 'Ana', 1, n % 900, '10.0.0.1', 'Firefox'
       from generate_series(1, ${ROWS}) n`,
      [id],
    );
    await test.database.sql('analyze audit_logs, entities');
    const database = test.app.get(Database);
    const [query, texts] = [database.query.bind(database), database.texts.bind(database)];
    const keep = (statement: Statement) => {
      if (statement.name !== 'caller_by_session') asked.push(statement);
      return statement;
    };
    jest.spyOn(database, 'query').mockImplementation((statement) => query(keep(statement)));
    jest.spyOn(database, 'texts').mockImplementation((statement) => texts(keep(statement)));
  });
  beforeEach(() => (asked = []));
  afterAll(() => test.close());

  const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

  /** What PostgreSQL does for a statement, by default the one that was asked last. */
  async function nodes({ text, values = [] }: Statement = asked.at(-1) ?? { text: '' }): Promise<Plan[]> {
    const [row] = await test.database.sql<{ 'QUERY PLAN': { Plan: Plan }[] }>(
      `explain (analyze, format json) ${text}`,
      [...values],
    );
    return nodesOf(row?.['QUERY PLAN'][0]?.Plan ?? { 'Node Type': '' });
  }

  /** Rows of the log that were fetched, by index alone; anything else is an error. */
  function rowsRead(plan: readonly Plan[]): number {
    const scans = plan.filter((node) => node['Relation Name']?.startsWith('audit_logs') && touched(node) > 0);
    expect(scans.length).toBeGreaterThan(0);
    for (const scan of scans) {
      expect(scan['Node Type']).toMatch(/^(Index|Bitmap Heap)/);
      if (scan['Node Type'].startsWith('Index'))
        expect(scan['Index Name']).toMatch(/entity_type_entity_id_id/);
    }
    return scans.reduce((sum, scan) => sum + (scan['Actual Rows'] ?? 0) * (scan['Actual Loops'] ?? 1), 0);
  }

  /** Empty partitions, of months to come, are not worth an index. */
  const touched = (node: Plan) => (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0);

  it('is read one page at a time, in the order of the index, in one round trip', async () => {
    const first = await http.get<EntityHistoryEntry[]>(`/entities/${id}/history?limit=20`);
    expect(first.body.map(({ version }) => version)).toEqual(
      Array.from({ length: 20 }, (_, n) => VERSIONS - n),
    );
    expect(asked).toHaveLength(1);
    let plan = await nodes();
    expect(rowsRead(plan)).toBeLessThan(50);
    const next = /<\/api\/v1([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const second = await http.get<EntityHistoryEntry[]>(next);
    expect(second.body[0]?.version).toBe(VERSIONS - 20);
    plan = await nodes();
    expect(rowsRead(plan)).toBeLessThan(50);
    const previous = /<\/api\/v1([^>]+)>; rel="prev"/.exec(second.headers.get('link') ?? '')?.[1] ?? '';
    expect((await http.get<EntityHistoryEntry[]>(previous)).body).toEqual(first.body);
  });

  it.each([
    ['a version', () => `?as_of_version=${VERSIONS - 5}`],
    ['a time', () => `?as_of=${new Date(Date.now() - 86_400_000).toISOString()}`],
    ['last writers', () => '/provenance'],
  ])('touches only rows of the record for %s', async (_, query) => {
    expect((await http.get(`/entities/${id}${query()}`)).status).toBe(200);
    expect(asked.length).toBeLessThanOrEqual(2);
    expect(rowsRead(await nodes())).toBeLessThan(5 * VERSIONS);
  });

  it.each([
    'session_id=7',
    'ip=10.9.9.9',
    'user_agent=Opera',
    'approved_by=3',
    'on_behalf_of=3',
    'outcome=refused',
  ])('can be filtered in the audit log by %s with an index', async (filter) => {
    const [column = '', value = ''] = filter.split('=');
    const cast = column === 'ip' ? '::inet' : '';
    const text = `select e.id from audit_logs e where e.${column} = '${value}'${cast} order by e.id desc limit 50`;
    const plan = await nodes({ text });
    expect(plan.filter((node) => node['Node Type'] === 'Seq Scan' && touched(node) > 0)).toEqual([]);
  });
});
