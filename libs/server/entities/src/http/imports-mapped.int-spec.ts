import { gzipSync } from 'node:zlib';
import {
  type Entity,
  type ImportJob,
  type ImportPreview,
  type Problem,
  type StartImport,
} from '@bureau/contracts';
import { testApp, testWorker, type HttpClient, type TestApp, type TestContext } from '@bureau/testing';
import { EntitiesHttpModule } from '../entities-http.module';
import { EntitiesJobsModule } from '../entities-jobs.module';

const NAMES: StartImport['columns'] = [
  { source: 'sku', target: 'metadata.sku' },
  { source: 'name', target: 'name' },
  { source: 'price', target: 'metadata.price.net', type: 'number' },
];

describe('imports with a mapping', () => {
  let test: TestApp;
  let worker: TestContext;
  let user: HttpClient;
  let userId: number;
  let token: string;

  beforeAll(async () => {
    test = await testApp([EntitiesHttpModule]);
    worker = await testWorker([EntitiesJobsModule], test);
    const person = await test.signIn('user');
    [user, userId, token] = [person.http, person.user_id, person.token];
  });
  beforeEach(() => test.database.sql('delete from entities'));
  afterAll(async () => {
    await worker.close();
    await test.close();
  });

  async function upload(file: string | Buffer, name = 'records.csv'): Promise<number> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(Buffer.from(file))]), name);
    const answer = await user.post<ImportJob>('/imports', form);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/api/v1/imports/${answer.body.id}`);
    expect(answer.body.status).toBe('uploaded');
    return answer.body.id;
  }
  const preview = async (id: number, query = '') =>
    (await user.get<ImportPreview>(`/imports/${id}/preview${query}`)).body;
  async function over(id: number): Promise<ImportJob> {
    for (;;) {
      const { body } = await user.get<ImportJob>(`/imports/${id}`);
      if (['completed', 'failed', 'cancelled'].includes(body.status)) return body;
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }
  async function imported(file: string | Buffer, body: StartImport): Promise<ImportJob> {
    const id = await upload(file);
    const started = await user.post<ImportJob>(`/imports/${id}/start`, body);
    expect(started.status).toBe(202);
    return over(id);
  }
  const records = async () => (await user.get<Entity[]>('/entities?sort=id&limit=200')).body;
  const items = (setId: number | null) =>
    test.database.sql<{ operation: string; changes: { field: string; from: unknown; to: unknown }[] }>(
      'select operation, changes from change_set_items where change_set_id = $1 order by id',
      [setId],
    );

  it('is checked alone as often as one likes, and writes when it is started for good', async () => {
    const id = await upload('sku,name,price\na,A,1\nb,B,much\nc,,3\n');
    const checked = async (body: StartImport) => {
      const started = await user.post<ImportJob>(`/imports/${id}/start`, { ...body, check_only: true });
      expect(started.status).toBe(202);
      for (;;) {
        const { body: job } = await user.get<ImportJob>(`/imports/${id}`);
        if (!['queued', 'running'].includes(job.status)) return job;
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
    };
    const first = await checked({ columns: NAMES });
    expect(first).toMatchObject({ status: 'uploaded', phase: null, rows_total: 3, rows_failed: 2 });
    expect(first.errors.map(({ line }) => line)).toEqual([3, 4]);
    expect(first.plan).toMatchObject({ columns: NAMES, check_only: true });
    const asText = NAMES.map((column) => ({ ...column, type: 'text' as const }));
    expect(await checked({ columns: asText })).toMatchObject({ rows_total: 3, rows_failed: 1 });
    expect(await records()).toEqual([]);
    expect((await preview(id)).rows).toHaveLength(3);
    await user.post(`/imports/${id}/start`, { columns: NAMES });
    expect(await over(id)).toMatchObject({ status: 'completed', rows_created: 1, rows_failed: 2 });
    expect(await records()).toMatchObject([{ name: 'A', metadata: { sku: 'a', price: { net: 1 } } }]);
  });

  describe('the preview', () => {
    it('tells what the columns hold and where they belong', async () => {
      const id = await upload(
        'Name;Status;Zip;Amount;Paid;Since;Extra;Notes;id\nA;active;01234;1,5;yes;31.12.2024;{"a":1};"x\ny";7\nB;draft;4;2.000,25;no;01.02.2023;[1];;8\n',
      );
      const seen = await preview(id);
      expect(seen).toMatchObject({ format: 'csv', encoding: 'utf-8', delimiter: ';', has_header: true });
      expect(seen.columns).toEqual([
        { source: 'Name', type: 'text', format: null, target: 'name', empty: 0 },
        { source: 'Status', type: 'text', format: null, target: 'status', empty: 0 },
        { source: 'Zip', type: 'text', format: null, target: 'metadata.Zip', empty: 0 },
        { source: 'Amount', type: 'number', format: 'decimal_comma', target: 'metadata.Amount', empty: 0 },
        { source: 'Paid', type: 'boolean', format: null, target: 'metadata.Paid', empty: 0 },
        { source: 'Since', type: 'date', format: 'DD.MM.YYYY', target: 'metadata.Since', empty: 0 },
        { source: 'Extra', type: 'json', format: null, target: 'metadata.Extra', empty: 0 },
        { source: 'Notes', type: 'text', format: null, target: 'description', empty: 1 },
        { source: 'id', type: 'integer', format: null, target: null, empty: 0 },
      ]);
      expect(seen.rows.map(({ line }) => line)).toEqual([2, 4]);
      const columns = seen.columns.flatMap(({ source, target, type, format }) =>
        target ? [{ source, target, type, ...(format && { format }) }] : [],
      );
      await user.post(`/imports/${id}/start`, { columns });
      expect(await over(id)).toMatchObject({ status: 'completed', rows_created: 2, rows_total: 2 });
      expect((await records())[0]).toMatchObject({
        name: 'A',
        status: 'active',
        description: 'x\ny',
        metadata: { Zip: '01234', Amount: 1.5, Paid: true, Since: '2024-12-31', Extra: { a: 1 } },
      });
    });

    it.each<[string, string | Buffer, Partial<ImportPreview>, string[]]>([
      [
        'UTF-16 with tabs',
        Buffer.from('\ufeffname\tnote\nCafé\tx\n', 'utf16le'),
        { encoding: 'utf-16le', delimiter: '\t' },
        ['name', 'note'],
      ],
      ['a byte order mark', '\ufeffname,note\nA,x\n', { encoding: 'utf-8' }, ['name', 'note']],
      ['gzip', gzipSync('name,note\r\nA,x\r\n'), { delimiter: ',' }, ['name', 'note']],
      ['no titles', '12,34\n56,78\n', { has_header: false }, ['Column 1', 'Column 2']],
      [
        'titles that stand twice or are missing',
        'name,x,x,\nA,1,2,3\n',
        { has_header: true },
        ['name', 'x', 'x (2)', 'Column 4'],
      ],
      ['titles only', 'name,note\n', { has_header: true, rows: [] }, ['name', 'note']],
      [
        'NDJSON',
        '{"name":"A","x":1}\n{"name":"B","y":[1]}\n',
        { format: 'ndjson', delimiter: null },
        ['name', 'x', 'y'],
      ],
    ])('understands %s', async (_, file, expected, sources) => {
      const seen = await preview(await upload(file));
      expect(seen).toMatchObject(expected);
      expect(seen.columns.map(({ source }) => source)).toEqual(sources);
    });

    it('is taken back by whoever knows better, and only before the start', async () => {
      const id = await upload('A,1\nB,2\n');
      expect((await preview(id, '?has_header=true')).columns[0]?.source).toBe('A');
      const columns = [{ source: 'Column 1', target: 'name' }];
      await user.post(`/imports/${id}/start`, { columns, has_header: false });
      expect(await over(id)).toMatchObject({ rows_created: 2 });
      expect((await user.get<Problem>(`/imports/${id}/preview`)).status).toBe(409);
      expect((await user.post<Problem>(`/imports/${id}/start`, { columns })).status).toBe(409);
      const { http: other } = await test.signIn('user');
      expect((await other.get(`/imports/${await upload('name\nA')}/preview`)).status).toBe(404);
    });
  });

  it('names everything that is wrong with a mapping, and starts nothing', async () => {
    const id = await upload('sku,name,price\n1,A,2\n');
    const { status, body } = await user.post<Problem>(`/imports/${id}/start`, {
      columns: [
        { source: 'nope', target: 'name' },
        { source: 'sku', target: 'colour' },
        { source: 'name', target: 'metadata.a', type: 'text', format: 'decimal_comma' },
        { source: 'price', target: 'metadata.a.b' },
      ],
      key_column: 'sku',
    });
    expect(status).toBe(400);
    expect(body.errors?.map(({ pointer }) => pointer)).toEqual([
      '/columns/0/source',
      '/columns/1/target',
      '/columns/2/format',
      '/columns/3/target',
      '/key_column',
    ]);
    expect((await user.post(`/imports/${id}/start`, { columns: [], colour: 1 })).status).toBe(400);
    expect((await user.get<ImportJob>(`/imports/${id}`)).body.status).toBe('uploaded');
  });

  it('updates records by their key, locks nothing else, and writes nothing where nothing changes', async () => {
    const first = await imported('sku,name,price\na,Alpha,1\nb,Beta,2\nc,Gamma,3\n', {
      columns: NAMES,
      key_column: 'sku',
    });
    expect(first).toMatchObject({ status: 'completed', rows_created: 3, rows_updated: 0, rows_failed: 0 });
    await test.database.sql(`update entities set metadata = metadata || '{"own": true}' where name = 'Beta'`);
    const second = await imported('sku,name,price\na,Alpha,1\nb,Bravo,\nd,Delta,4\nd,Again,5\n,None,6\n', {
      columns: NAMES,
      key_column: 'sku',
    });
    expect(second).toMatchObject({
      rows_read: 5,
      rows_created: 1,
      rows_updated: 1,
      rows_unchanged: 1,
      rows_failed: 2,
    });
    expect(second.errors).toEqual([
      { line: 5, column: 'sku', detail: 'Line 4 has this key already.' },
      { line: 6, column: 'sku', detail: 'The key is missing.' },
    ]);
    expect((await records()).map(({ name, version, metadata }) => [name, version, metadata])).toEqual([
      ['Alpha', 1, { sku: 'a', price: { net: 1 } }],
      ['Bravo', 2, { sku: 'b', price: { net: 2 }, own: true }],
      ['Gamma', 1, { sku: 'c', price: { net: 3 } }],
      ['Delta', 1, { sku: 'd', price: { net: 4 } }],
    ]);
    expect(await items(second.change_set_id)).toMatchObject([
      { operation: 'update', changes: [{ field: 'name', from: 'Beta', to: 'Bravo' }] },
      {
        operation: 'create',
        changes: [{ field: 'name', from: null, to: 'Delta' }, { field: 'status' }, { field: 'metadata' }],
      },
    ]);
    const audited = await test.database.sql(
      'select action, user_id from audit_logs where change_set_id = $1 and entity_type = $2 order by id',
      [second.change_set_id, 'entity'],
    );
    expect(audited).toEqual([
      { action: 'entity.update', user_id: userId },
      { action: 'entity.create', user_id: userId },
    ]);
  });

  it('treats rows whose key exists as it is told', async () => {
    await imported('name\nOne\nTwo\nTwo\n', { columns: [{ source: 'name', target: 'name' }] });
    const columns = [
      { source: 'name', target: 'name' },
      { source: 'x', target: 'metadata.x', type: 'integer' as const },
    ];
    const file = 'name,x\nOne,1\nTwo,2\nThree,3\n';
    const skipped = await imported(file, { columns, key_column: 'name', on_match: 'skip' });
    expect(skipped).toMatchObject({ rows_created: 1, rows_updated: 0, rows_unchanged: 1, rows_failed: 1 });
    expect(skipped.errors).toEqual([{ line: 3, column: 'name', detail: 'Several records have this key.' }]);
    const refused = await imported(file, { columns, key_column: 'name', on_match: 'error' });
    expect(refused).toMatchObject({ status: 'failed', rows_created: 0, rows_failed: 3, change_set_id: null });
    const onlyUpdates = await imported('sku,x\nq,1\n', {
      columns: [
        { source: 'sku', target: 'metadata.sku' },
        { source: 'x', target: 'metadata.x' },
      ],
      key_column: 'sku',
    });
    expect(onlyUpdates.errors[0]?.detail).toMatch(/no name for a new one/);
  });

  it('writes nothing at all where one row is bad and all or nothing is wanted', async () => {
    const many = Array.from({ length: 1_500 }, (_, n) => `k${n},Row ${n},1\n`).join('');
    const body: StartImport = { columns: NAMES, key_column: 'sku', mode: 'all_or_nothing' };
    const unread = await imported(`sku,name,price\n${many}x,Bad,cheap\n`, body);
    expect(unread).toMatchObject({ status: 'failed', rows_created: 0, rows_failed: 1, change_set_id: null });
    expect(unread.errors).toEqual([{ line: 1_502, column: 'price', detail: '"cheap" is not a number.' }]);
    await user.post('/entities', { name: 'There', metadata: { sku: 'k1400' } });
    const refused = await imported(`sku,name,price\n${many}`, { ...body, on_match: 'error' });
    expect(refused).toMatchObject({ status: 'failed', rows_created: 0, rows_failed: 1 });
    expect(refused.errors).toEqual([
      { line: 1_402, column: 'sku', detail: 'A record has this key already.' },
    ]);
    expect(await records()).toHaveLength(1);
    const fine = await imported(`sku,name,price\n${many}`, body);
    expect(fine).toMatchObject({ status: 'completed', rows_created: 1_499, rows_updated: 1, rows_failed: 0 });
    expect(await items(fine.change_set_id)).toHaveLength(1_500);
    expect(await test.database.sql(`select status from change_sets where status = 'committing'`)).toEqual([]);
  });

  it('leaves out the one row whose record would break a rule of the database', async () => {
    await user.post('/entities', { name: 'Full', metadata: { sku: 'b', text: 'x'.repeat(60_000) } });
    const columns: StartImport['columns'] = [
      ...NAMES.slice(0, 2),
      { source: 'more', target: 'metadata.more' },
    ];
    const file = `sku,name,more\na,A,1\nb,B,${'y'.repeat(10_000)}\nc,C,3\n`;
    const job = await imported(file, { columns, key_column: 'sku' });
    expect(job).toMatchObject({ rows_created: 2, rows_updated: 0, rows_failed: 1 });
    expect(job.errors).toEqual([{ line: 3, column: null, detail: expect.stringContaining('64 KiB') }]);
  });

  it('keeps text as it is: formulas, leading zeros, long cells; ragged rows are errors', async () => {
    const file = `name,code,note\n=SUM(A1),007,"a\r\nb"\nLong,1,${'x'.repeat(1_000_000)}\nRagged,1\nPlain,+49,'=x\n`;
    const job = await imported(file, {
      columns: [
        { source: 'name', target: 'name' },
        { source: 'code', target: 'metadata.code' },
        { source: 'note', target: 'description' },
      ],
    });
    expect(job).toMatchObject({ rows_created: 2, rows_failed: 2 });
    expect(job.errors.map(({ line, column }) => [line, column])).toEqual([
      [4, 'note'],
      [5, null],
    ]);
    expect(await records()).toMatchObject([
      { name: '=SUM(A1)', metadata: { code: '007' }, description: 'a\nb' },
      { name: 'Plain', metadata: { code: '+49' }, description: '=x' },
    ]);
  });

  it('gives all errors as a file, the first thousand with the import and a hundred in lists', async () => {
    const file = `name,n\n${Array.from({ length: 1_205 }, (_, n) => `R${n},"=${n}"\n`).join('')}Good,1\n`;
    const job = await imported(file, {
      columns: [
        { source: 'name', target: 'name' },
        { source: 'n', target: 'metadata.n', type: 'integer' },
      ],
    });
    expect([job.status, job.rows_failed, job.errors.length]).toEqual(['completed', 1_205, 1_000]);
    const { body: csv, headers } = await user.get<string>(`/imports/${job.id}/errors`);
    expect(headers.get('content-disposition')).toContain(`import-${job.id}-errors.csv`);
    const lines = csv.trimEnd().split('\r\n');
    expect(lines).toHaveLength(1_206);
    expect(lines[1]).toBe('2,n,"""=0"" is not a whole number."');
    const [listed] = (await user.get<ImportJob[]>('/imports?limit=1')).body;
    expect(listed?.errors).toHaveLength(100);
  });

  it('gives records to the owner that the file names, to oneself where one may not see people', async () => {
    const { http: operator } = await test.signIn('operator');
    const file = `name,who\nMine,${userId}\nTheirs,nobody@x.example\n`;
    const columns = [
      { source: 'name', target: 'name' },
      { source: 'who', target: 'owner' },
    ];
    const job = await imported(file, { columns });
    expect(job.errors).toEqual([
      { line: 3, column: 'who', detail: '"nobody@x.example" is nobody who could own a record.' },
    ]);
    expect(await records()).toMatchObject([{ name: 'Mine', owner_id: userId }]);
    expect(operator).toBeDefined();
  });

  it('tells sockets how it goes, the list how many there are, and watchers of a record of its change', async () => {
    const { body: watched } = await user.post<Entity>('/entities', {
      name: 'Watched',
      metadata: { sku: 'w' },
    });
    const socket = await test.socket(token);
    const beside = await test.socket(token);
    await socket.ask('entity.subscribe', {});
    await beside.ask('entity.subscribe', { id: watched.id });
    const rows = Array.from({ length: 150 }, (_, n) => `n${n},New ${n},1\n`).join('');
    const job = await imported(`sku,name,price\nw,Changed,9\n${rows}`, { columns: NAMES, key_column: 'sku' });
    expect(job).toMatchObject({ rows_created: 150, rows_updated: 1 });
    expect(await socket.next('entity.bulk_changed')).toEqual({
      created: 150,
      updated: 1,
      deleted: 0,
      restored: 0,
    });
    expect(await beside.next('entity.changed', ({ version }) => version === 2)).toEqual({
      id: watched.id,
      change: 'updated',
      version: 2,
    });
    const last = await socket.next(
      'import.changed',
      ({ id, status }) => id === job.id && status === 'completed',
    );
    expect(last).toMatchObject({
      rows_total: 151,
      rows_created: 150,
      rows_updated: 1,
      rows_failed: 0,
      phase: null,
    });
    socket.close();
    beside.close();
  });

  it('can be cancelled before it starts, and needs the rights for what it does', async () => {
    const id = await upload('name\nA\n');
    expect((await user.post<ImportJob>(`/imports/${id}/cancel`)).body.status).toBe('cancelled');
    expect(await test.database.sql('select 1 from import_chunks where import_id = $1', [id])).toEqual([]);
    const { http: guest } = await test.signIn('guest');
    const form = new FormData();
    form.append('file', new Blob(['name\nA']), 'a.csv');
    expect((await guest.post('/imports', form)).status).toBe(403);
  });
});
