import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { type Entity, type ImportJob, type Problem } from '@bureau/contracts';
import { Database } from '@bureau/platform';
import { testApp, testWorker, type HttpClient, type TestApp, type TestContext } from '@bureau/testing';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import * as fc from 'fast-check';
import { EntitiesHttpModule } from '../entities-http.module';
import { EntitiesJobsModule } from '../entities-jobs.module';

const RECORDS = 730;
const FORMULAS = ['=1+1', '+1', '-1', '@x', '\tx', '\uff1d1', "'=1", "''=1", "it's"];

describe('exports of records', () => {
  let test: TestApp;
  let worker: TestContext;
  let user: HttpClient;
  let token: string;

  beforeAll(async () => {
    test = await testApp([EntitiesHttpModule]);
    worker = await testWorker([EntitiesJobsModule], test);
    const person = await test.signIn('user');
    [user, token] = [person.http, person.token];
    await test.database.sql(
      `insert into entities (name, description, status, type, metadata, owner_id)
       select 'Record ' || (n % 40), case when n % 3 = 0 then 'line' || chr(10) || '"two", three' end,
         case when n % 4 = 0 then 'draft' else 'active' end, case when n % 5 = 0 then 'part' end,
         jsonb_build_object('n', n % 17, 'deep', jsonb_build_object('x', n % 3, 'y', null), 'code', '00' || n) || case when n % 2 = 0 then '{"tags": ["a", 1]}' else '{}'::jsonb end, $2
       from generate_series(1, $1) n`,
      [RECORDS, person.user_id],
    );
    for (const name of FORMULAS)
      await user.post('/entities', { name, metadata: { formula: name, amount: -5 } });
  });
  afterAll(async () => {
    await worker.close();
    await test.close();
  });

  async function listed(query: string): Promise<Entity[]> {
    const rows: Entity[] = [];
    for (let path: string | undefined = `/entities?limit=200&${query}`; path;) {
      const answer: { body: Entity[]; headers: Headers } = await user.get<Entity[]>(path);
      rows.push(...answer.body);
      path = /<\/api\/v1([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    return rows;
  }
  const text = async (query: string, http = user) =>
    (await http.get<string>(`/entities/export?${query}`)).body;
  const lines = (ndjson: string | undefined) =>
    (ndjson ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Entity);
  const exportsNoted = async () =>
    test.database.sql<{ outcome: string; new_values: { rows: number; ended: string; filter: string } }>(
      `select outcome, new_values from audit_logs where action = 'entity.export' order by id desc`,
    );

  it('have exactly the records of the list, whatever the filter and the sort', async () => {
    const filter = fc.constantFrom(
      'status=draft',
      'type[is_null]=true',
      'metadata.n[gte]=9',
      'metadata.deep.x=1',
      'name[like]=Record 1%25',
      'q=rec two',
      'id[lt]=300',
      'metadata.n[in]=1,2,3',
    );
    const sort = fc.constantFrom('', '-name', 'type,-id', '-metadata.n', 'status,-created_at');
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(filter, { maxLength: 3 }), sort, async (filters, order) => {
        const query = [...filters, ...(order ? [`sort=${order}`] : [])].join('&');
        expect(lines(await text(`format=ndjson&${query}`))).toEqual(await listed(query));
      }),
      { numRuns: 12, seed: 7 },
    );
  });

  it('keep everything in NDJSON, and are tables in CSV', async () => {
    const rows = await listed('');
    expect(rows).toHaveLength(RECORDS + FORMULAS.length);
    const answer = await user.get<string>('/entities/export?format=csv&sort=-id');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="records-[\d-]+\.csv"$/);
    const cells = parse(answer.body, { columns: true }) as Record<string, string>[];
    expect(cells.map(({ id }) => Number(id))).toEqual(rows.map(({ id }) => id));
    expect(cells.map((cell) => JSON.parse(cell['metadata'] ?? ''))).toEqual(
      rows.map(({ metadata }) => metadata),
    );
  });

  it('take the fields that are asked for, and flatten the metadata', async () => {
    const flat = parse((await text('status=draft&fields=name,metadata&flatten=true')) ?? '', {
      columns: true,
    }) as Record<string, string>[];
    expect(Object.keys(flat[0] ?? {})).toEqual([
      'id',
      'name',
      'metadata.code',
      'metadata.deep',
      'metadata.n',
      'metadata.tags',
      'version',
    ]);
    expect(flat[0]).toMatchObject({
      'metadata.code': expect.stringMatching(/^00/),
      'metadata.tags': '["a",1]',
    });
  });

  it('make formulas harmless in CSV and in sheets, numbers stay numbers', async () => {
    const query = 'id[gt]=0&name[in]=' + encodeURIComponent(FORMULAS.join(',')) + '&sort=id&flatten=true';
    const cells = parse((await text(`format=csv&${query}`)) ?? '', { columns: true }) as Record<
      string,
      string
    >[];
    const shown = FORMULAS.map((name) => (name === "it's" ? name : `'${name}`));
    expect(cells.map((cell) => cell['name'])).toEqual(shown);
    expect(cells.map((cell) => cell['metadata.amount'])).toEqual(shown.map(() => '-5'));
    const book = new ExcelJS.Workbook();
    const response = await fetch(`${test.url}/api/v1/entities/export?format=xlsx&${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await book.xlsx.load(await response.arrayBuffer());
    const sheet = book.getWorksheet('Records');
    const column = (title: string) => {
      const titles = sheet?.getRow(1).values as string[];
      return (sheet?.getColumn(titles.indexOf(title)).values ?? []).slice(2);
    };
    expect(column('name')).toEqual(shown);
    expect(column('metadata.amount')).toEqual(shown.map(() => -5));
  });

  it('come back equal by an import, from NDJSON and from CSV', async () => {
    const content = (row: Entity) => ({ ...row, id: 0, version: 0, created_at: '', updated_at: '' });
    const before = (await listed('sort=id')).map(content);
    for (const format of ['ndjson', 'csv']) {
      const file = await text(`format=${format}&sort=id`);
      await test.database.sql('delete from entities');
      const form = new FormData();
      form.append('file', new Blob([file ?? '']), `records.${format}`);
      const { body: job } = await user.post<ImportJob>('/imports', form);
      const { body: preview } = await user.get<{
        columns: { source: string; target: string | null; type: string }[];
      }>(`/imports/${job.id}/preview`);
      const columns = preview.columns
        .filter(({ target }) => target !== null)
        .map(({ source, target, type }) => ({ source, target, type }));
      expect((await user.post(`/imports/${job.id}/start`, { columns })).status).toBe(202);
      for (let status = ''; !['completed', 'failed'].includes(status);) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        status = (await user.get<ImportJob>(`/imports/${job.id}`)).body.status;
      }
      expect([format, (await listed('sort=id')).map(content)]).toEqual([format, before]);
    }
  });

  it('are noted with their filter and how many records they had', async () => {
    await text('format=ndjson&status=draft');
    const [last] = await exportsNoted();
    expect(last).toMatchObject({
      outcome: 'success',
      new_values: { format: 'ndjson', filter: 'status=draft', rows: 182, ended: 'complete' },
    });
  });

  it('free their connection when whoever reads goes away, and are noted as aborted', async () => {
    await test.database.sql(
      `insert into entities (name, metadata) select 'Bulk ' || n, jsonb_build_object('text', repeat('long text ', 1500)) from generate_series(1, 3000) n`,
    );
    const before = (await exportsNoted()).length;
    const request = get(`${test.url}/api/v1/entities/export?name[like]=Bulk%25`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    await once(answer, 'readable');
    const reading = () =>
      test.database.sql<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity where datname = current_database() and state <> 'idle' and (query like 'fetch%' or query like 'declare%')`,
      );
    expect(await reading()).toEqual([{ n: 1 }]);
    answer.destroy();
    for (let n = 1; n > 0;) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      n = (await reading())[0]?.n ?? 0;
    }
    for (let count = before; count === before;) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      count = (await exportsNoted()).length;
    }
    const [noted] = await exportsNoted();
    expect(noted).toMatchObject({ outcome: 'failed', new_values: { ended: 'aborted' } });
    expect(noted?.new_values.rows).toBeLessThan(3_000);
    await test.database.sql(`delete from entities where name like 'Bulk %'`);
  });

  it('say that a sheet would be too long before the first byte', async () => {
    const database = test.app.get(Database);
    const reading = database.reading.bind(database);
    const spy = jest
      .spyOn(database, 'reading')
      .mockImplementation((work) =>
        reading((reader) =>
          work({ ...reader, query: async () => [{ rows: 1_048_576 }] as never, cursor: reader.cursor }),
        ),
      );
    const answer = await user.get<Problem>('/entities/export?format=xlsx');
    spy.mockRestore();
    expect([answer.status, answer.body.code]).toEqual([422, 'EXPORT_TOO_LARGE']);
  });

  it('refuse what has no meaning for them, and whoever may not', async () => {
    const wrong = [
      'format=pdf',
      'limit=5',
      'cursor=x',
      'count=exact',
      'colour=red',
      'flatten=true&format=ndjson',
    ];
    for (const query of wrong)
      expect([query, (await user.get(`/entities/export?${query}`)).status]).toEqual([query, 400]);
    const { http: guest } = await test.signIn('guest');
    expect((await guest.get('/entities/export')).status).toBe(403);
    expect((await test.anonymous.get('/entities/export')).status).toBe(401);
  });
});
