import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Entity, type ImportJob, type Problem } from '@bureau/contracts';
import { Database, type BulkChanged, type Transaction } from '@bureau/platform';
import { testApp, testWorker, type HttpClient, type TestApp, type TestContext } from '@bureau/testing';
import { Logger } from '@nestjs/common';
import { EntitiesHttpModule } from '../entities-http.module';
import { EntitiesJobsModule } from '../entities-jobs.module';
import { ImportReconciler } from '../imports/jobs/import-reconciler';
import { ImportClosing } from '../imports/run/import-closing';
import { ImportLeases, LeaseLostError } from '../imports/run/import-lease';
import { ImportRunner } from '../imports/run/import-runner';

const CATALOGUE = readFileSync(join(__dirname, '../../../../../database/seeds/software-catalogue.csv'));

function form(file: string | Buffer | null, fields: Record<string, string> = {}): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  if (file !== null) data.append('file', new Blob([new Uint8Array(Buffer.from(file))]), 'records.csv');
  return data;
}

describe('imports over HTTP', () => {
  let test: TestApp;
  let worker: TestContext;
  let user: HttpClient;
  let userId: number;
  let other: HttpClient;

  beforeAll(async () => {
    test = await testApp([EntitiesHttpModule]);
    worker = await testWorker([EntitiesJobsModule], test);
    const person = await test.signIn('user');
    [user, userId] = [person.http, person.user_id];
    other = (await test.signIn('user')).http;
  });
  afterAll(async () => {
    await worker.close();
    await test.close();
  });

  async function over(id: number): Promise<ImportJob> {
    for (;;) {
      const { body } = await user.get<ImportJob>(`/imports/${id}`);
      if (['completed', 'failed', 'cancelled'].includes(body.status)) return body;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const importFile = async (file: string | Buffer, fields?: Record<string, string>) =>
    over((await user.post<ImportJob>('/entities/import', form(file, fields))).body.id);
  const countOf = async (table: string, where = 'true') =>
    Number(
      (await test.database.sql<{ n: string }>(`select count(*) as n from ${table} where ${where}`))[0]?.n,
    );

  it('takes in the whole catalogue, each row once, audited and told', async () => {
    const answer = await user.post<ImportJob>('/entities/import', form(CATALOGUE));
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe(`/api/v1/imports/${answer.body.id}`);
    expect(answer.body).toMatchObject({ status: 'queued', file_name: 'records.csv', requested_by: userId });
    expect(await over(answer.body.id)).toMatchObject({
      status: 'completed',
      rows_read: 3_000,
      rows_created: 3_000,
      rows_failed: 0,
      errors: [],
      finished_at: expect.stringMatching(/Z$/),
    });
    expect(await countOf('entities')).toBe(3_000);
    expect(await countOf('entities', 'name = (select min(name) from entities)')).toBe(1);
    expect(await countOf('audit_logs', `action = 'entity.create' and user_id = ${userId}`)).toBe(3_000);
    const told = await test.database.sql<{ payload: BulkChanged }>(
      `select payload from outbox where topic like 'entity.%' order by id`,
    );
    expect(told.map(({ payload }) => payload)).toMatchObject(
      Array.from({ length: 3 }, () => ({ created: 1_000, updated: 0, records: [], by: userId })),
    );
    for (const table of ['import_chunks', 'import_rows', 'import_errors'])
      expect([table, await countOf(table)]).toEqual([table, 0]);
    const { body } = await user.get<Entity[]>('/entities?name=389-ds-base');
    expect(body).toMatchObject([
      {
        status: 'active',
        owner_id: userId,
        metadata: { section: 'net', installed_size_kb: 11668, architecture: 'amd64' },
      },
    ]);
    expect(body[0]?.metadata).not.toHaveProperty('tags');
  });

  it('skips bad rows and says where they are', async () => {
    const job = await importFile(
      'name,status,size\nFine,active,1\n,active,2\nLost,nowhere,3\nShort,active\nAlso fine,draft,5\n',
    );
    expect(job).toMatchObject({ status: 'completed', rows_read: 5, rows_created: 2, rows_failed: 3 });
    expect(job.errors).toEqual([
      { line: 3, column: 'name', detail: 'The name is missing.' },
      { line: 4, column: 'status', detail: expect.stringContaining('"nowhere"') },
      { line: 5, column: null, detail: expect.stringContaining('2 cells') },
    ]);
  });

  it.each<[string, string, Record<string, string>, RegExp]>([
    ['there are no titles', 'A,1\nB,2\n', {}, /no column "name".*A, 1/s],
    ['the chosen column is not there', 'name\nA\n', { name_column: 'label' }, /no column "label"/],
    ['a title stands twice', 'name,size,size\nA,1,2\n', {}, /twice/],
    ['no row is any good', 'name\n""\n""\n', {}, /No row/],
    ['there are blank lines only', '\n\n', {}, /no rows/],
  ])('fails with the reason where %s', async (_, file, fields, reason) => {
    expect(await importFile(file, fields)).toMatchObject({
      status: 'failed',
      rows_created: 0,
      error: expect.stringMatching(reason),
    });
  });

  it('takes the names from the column that was chosen, also where the field follows the file', async () => {
    const data = form('title;name\nChosen one;x\n');
    data.append('name_column', 'title');
    const { body } = await user.post<ImportJob>('/entities/import', data);
    expect(await over(body.id)).toMatchObject({ status: 'completed', rows_created: 1 });
    expect((await user.get<Entity[]>('/entities?name=Chosen one')).body).toMatchObject([
      { metadata: { name: 'x' } },
    ]);
  });

  it.each<[string, () => FormData | object, number, string]>([
    ['an empty file', () => form(''), 422, 'IMPORT_EMPTY'],
    ['another encoding', () => form(Buffer.from('name\nCaf\xe9', 'latin1')), 422, 'IMPORT_NOT_UTF8'],
    ['a form without a file', () => form(null, { name_column: 'x' }), 400, 'VALIDATION_FAILED'],
    ['an unknown field', () => form('name\nA', { colour: 'red' }), 400, 'VALIDATION_FAILED'],
    ['JSON', () => ({ file: 'name' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['more than 64 MiB', () => form(Buffer.alloc(67_108_865, 'a')), 413, 'BODY_TOO_LARGE'],
  ])('refuses %s and keeps nothing of it', async (_, body, status, code) => {
    const before = await countOf('import_jobs');
    const answer = await user.post<Problem>('/entities/import', body());
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect([await countOf('import_jobs'), await countOf('import_chunks')]).toEqual([before, 0]);
  });

  it('is closed to guests, and forms to every other route', async () => {
    const { http: guest } = await test.signIn('guest');
    expect((await guest.post('/entities/import', form('name\nA'))).status).toBe(403);
    expect((await test.anonymous.post('/entities/import', form('name\nA'))).status).toBe(401);
    const refused = await user.post<Problem>('/entities', form('name\nA'));
    expect([refused.status, refused.body.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it('shows imports to those who asked for them, and to nobody else', async () => {
    const { id } = await importFile('name\nMine\n');
    expect((await other.get(`/imports/${id}`)).status).toBe(404);
    expect((await other.post(`/imports/${id}/cancel`)).status).toBe(404);
    expect((await other.get('/imports')).body).toEqual([]);
    expect((await user.get<ImportJob[]>('/imports?limit=1')).body).toMatchObject([{ id }]);
    expect((await user.post<Problem>(`/imports/${id}/cancel`)).status).toBe(409);
  });

  describe('interrupted', () => {
    let runner: ImportRunner;
    let leases: ImportLeases;
    let idle: TestContext;

    beforeAll(async () => {
      // A worker whose queue nobody feeds: its runner is called by hand.
      idle = await testWorker([EntitiesJobsModule], {
        ...test,
        config: { ...test.config, queuePrefix: `${test.config.queuePrefix}_idle` },
      });
      [runner, leases] = [idle.app.get(ImportRunner), idle.app.get(ImportLeases)];
    });
    afterAll(() => idle.close());

    /** An import of numbered rows that no worker has heard of. */
    async function waiting(name: string, rows: number): Promise<number> {
      const [job] = await test.database.sql<{ id: number }>(
        `insert into import_jobs (file_name, requested_by, updated_at) values ($1, $2, now() + interval '1 hour') returning id`,
        [name, userId],
      );
      const text = `name\n${Array.from({ length: rows }, (_, i) => `${name} ${i}\n`).join('')}`;
      await test.database.sql('insert into import_chunks values ($1, 0, $2)', [job?.id, Buffer.from(text)]);
      return Number(job?.id);
    }
    /** Runs an import in a process that ends before a statement is sent for the n-th time. */
    async function killedAt(text: string, nth: number, id: number): Promise<void> {
      const database = idle.app.get(Database);
      const transaction = database.transaction.bind(database);
      let times = 0;
      const sent = async <T>(statement: string, send: () => Promise<T>): Promise<T> => {
        if (statement.includes(text) && ++times >= nth) throw new Error('killed');
        return send();
      };
      const spy = jest.spyOn(database, 'transaction').mockImplementation((work) =>
        transaction((tx) => {
          const doomed: Transaction = {
            ...tx,
            query: (statement) => sent(statement.text, () => tx.query(statement)),
            copyIn: (copy, lines) => sent(copy, () => tx.copyIn(copy, lines)),
          };
          return work(doomed);
        }),
      );
      jest.spyOn(Logger.prototype, 'error').mockImplementationOnce(() => undefined);
      // A process that is killed notes nothing.
      const close = jest.spyOn(idle.app.get(ImportClosing), 'close').mockResolvedValue({ outcome: 'absent' });
      await expire(id);
      await runner.run(id);
      spy.mockRestore();
      close.mockRestore();
    }
    const expire = (id: number) =>
      test.database.sql('update import_jobs set lease_expires_at = now() where id = $1', [id]);
    const created = (name: string) => countOf('entities', `name like '${name} %'`);

    it('goes on behind the last batch after a crash: no row lost, none twice', async () => {
      const id = await waiting('Crash', 2_700);
      await killedAt('copy', 2, id);
      expect(await countOf('import_rows', `import_id = ${id}`)).toBe(2_000);
      await killedAt('insert into entities', 3, id);
      expect(await created('Crash')).toBe(2_000);
      await runner.run(id); // its lease stands: nobody else may
      expect(await created('Crash')).toBe(2_000);
      await expire(id); // from here on any worker may go on
      await runner.run(id);
      expect(await over(id)).toMatchObject({ status: 'completed', rows_read: 2_700, rows_created: 2_700 });
      expect(await created('Crash')).toBe(2_700);
      expect(await countOf('(select distinct name from entities) n', `name like 'Crash %'`)).toBe(2_700);
      expect(await countOf('change_set_items', `entity_name like 'Crash %'`)).toBe(2_700);
    });

    it('lets a run that was taken over write nothing more', async () => {
      const id = await waiting('Zombie', 600);
      const stale = await leases.claim(id);
      expect(await leases.claim(id)).toBeNull();
      await expire(id);
      await runner.run(id);
      expect(await over(id)).toMatchObject({ status: 'completed', rows_created: 600 });
      await expect(stale && leases.hold(stale)).rejects.toThrow(LeaseLostError);
      expect(await created('Zombie')).toBe(600);
    });

    it('stops at the next batch once it is cancelled, and keeps what it made', async () => {
      const id = await waiting('Stop', 1_200);
      let cancelled: number | undefined;
      const tell = jest
        .spyOn(runner as unknown as { tell(): Promise<void> }, 'tell')
        .mockImplementationOnce(async () => {
          cancelled = (await user.post(`/imports/${id}/cancel`)).status;
        });
      await runner.run(id);
      tell.mockRestore();
      expect(cancelled).toBe(200);
      expect(await created('Stop')).toBe(1_000);
      const job = await over(id);
      expect(job).toMatchObject({ status: 'cancelled', rows_created: 1_000, phase: null });
      expect(await countOf('import_chunks', `import_id = ${id}`)).toBe(0);
      expect(await countOf('import_rows', `import_id = ${id}`)).toBe(0);
      expect(
        await test.database.sql('select status, item_count from change_sets where id = $1', [
          job.change_set_id,
        ]),
      ).toEqual([{ status: 'committed', item_count: 1_000 }]);
    });

    it('takes the rights of the moment when it writes', async () => {
      const id = await waiting('Demoted', 3);
      await test.database.sql(`update users set role = 'guest' where id = $1`, [userId]);
      await runner.run(id);
      await test.database.sql(`update users set role = 'user' where id = $1`, [userId]);
      expect(await created('Demoted')).toBe(0);
      expect(await over(id)).toMatchObject({
        status: 'failed',
        error: expect.stringContaining('may not import'),
      });
    });

    it('is brought to a worker again where its job was lost', async () => {
      const id = await waiting('Lost job', 5);
      await test.database.sql(
        `update import_jobs set updated_at = now() - interval '1 minute' where id = $1`,
        [id],
      );
      await worker.app.get(ImportReconciler).reconcile();
      expect(await over(id)).toMatchObject({ status: 'completed', rows_created: 5 });
    });

    it('drops uploads that nobody finished', async () => {
      const [job] = await test.database.sql<{ id: number }>(
        `insert into import_jobs (status, file_name, requested_by, updated_at) values ('uploading', 'x', $1, now() - interval '2 hours') returning id`,
        [userId],
      );
      await worker.app.get(ImportReconciler).dropAbandonedUploads();
      expect(await countOf('import_jobs', `id = ${job?.id}`)).toBe(0);
    });
  });
});
