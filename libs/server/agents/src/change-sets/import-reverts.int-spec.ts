import { type ImportJob, type StartImport } from '@bureau/contracts';
import { EntitiesJobsModule } from '@bureau/entities';
import { testWorker, type TestContext } from '@bureau/testing';
import { ReviewApp, type Wire } from '../review/review-test-app';

type Person = Awaited<ReturnType<ReviewApp['test']['signIn']>>;

const PLAN: Omit<Required<StartImport>, 'check_only'> = {
  columns: [
    { source: 'sku', target: 'metadata.sku' },
    { source: 'name', target: 'name' },
    { source: 'size', target: 'metadata.size', type: 'integer' },
  ],
  mode: 'skip_bad',
  key_column: 'sku',
  on_match: 'update',
  entity_type: '',
  has_header: true,
};

describe('taking an import back', () => {
  let review: ReviewApp;
  let worker: TestContext;
  let user: Person;

  beforeAll(async () => {
    review = await ReviewApp.start();
    worker = await testWorker([EntitiesJobsModule], review.test);
    user = await review.test.signIn('user');
  });
  afterAll(async () => {
    await worker.close();
    await review.close();
  });

  async function imported(rows: readonly string[]): Promise<ImportJob> {
    const [job] = await review.sql<{ id: number }>(
      `insert into import_jobs (file_name, requested_by, plan) values ('stock.csv', $1, $2) returning id`,
      [user.user_id, JSON.stringify({ ...PLAN, entity_type: null })],
    );
    await review.sql('insert into import_chunks values ($1, 0, $2)', [
      job?.id,
      Buffer.from(['sku,name,size', ...rows].join('\n')),
    ]);
    // Nobody has heard of it: it is found by its age.
    await review.sql(`update import_jobs set updated_at = now() - interval '1 minute' where id = $1`, [
      job?.id,
    ]);
    for (;;) {
      const [now] = await review.sql<ImportJob>('select * from import_jobs where id = $1', [job?.id]);
      if (now?.status === 'completed') return now;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const approve = (person: Person, id: number) =>
    person.http.post<Wire>(`/change-sets/${id}/decision`, { decision: 'approve' });
  const stock = () =>
    review.sql<{ name: string; metadata: object; deleted: boolean }>(
      `select name, metadata, deleted_at is not null as deleted from entities where metadata ? 'sku' order by metadata ->> 'sku'`,
    );

  it('puts new records into the trash and old values back, and keeps what people changed since', async () => {
    await review.addRecords({ name: 'Old', metadata: { sku: 'a', size: 1, own: true } });
    const job = await imported(['a,New,2', 'b,Made,3', 'c,Worked on,4']);
    expect(job).toMatchObject({ rows_created: 2, rows_updated: 1 });
    await review.sql(`update entities set name = 'By Ana', version = version + 1 where name = 'Worked on'`);
    await review.sql(
      `update entities set metadata = metadata || '{"seen": 1}', version = version + 1 where name = 'New'`,
    );
    const inverse = await user.http.post<Wire>(`/imports/${job.id}/revert`, { reason: 'Wrong file' });
    expect(inverse.status).toBe(201);
    expect(inverse.body).toMatchObject({
      title: 'Take back: Import of stock.csv',
      status: 'proposed',
      reverts_id: Number(job.change_set_id),
      item_count: 2,
    });
    expect((await approve(user, inverse.body.id)).body.status).toBe('committed');
    expect(await stock()).toEqual([
      { name: 'Old', metadata: { sku: 'a', size: 1, own: true, seen: 1 }, deleted: false },
      { name: 'Made', metadata: { sku: 'b', size: 3 }, deleted: true },
      { name: 'By Ana', metadata: { sku: 'c', size: 4 }, deleted: false },
    ]);
    const set = await user.http.get<Wire>(`/change-sets/${job.change_set_id}`);
    expect(set.body.status).toBe('reverted');
    expect((await user.http.post(`/imports/${job.id}/revert`, {})).status).toBe(409);
    const other = await review.test.signIn('user');
    expect((await other.http.post(`/imports/${job.id}/revert`, {})).status).toBe(404);
  });

  it('takes back more records than anybody could propose, in one transaction', async () => {
    await review.sql('delete from entities');
    const job = await imported(Array.from({ length: 5_600 }, (_, n) => `s${n},Many ${n},${n}`));
    expect(job).toMatchObject({ rows_created: 5_600 });
    const inverse = await user.http.post<Wire>(`/imports/${job.id}/revert`, {});
    expect(inverse.body).toMatchObject({ status: 'proposed', item_count: 5_600, risk: 'critical' });
    const deciders = [await review.test.signIn('admin'), await review.test.signIn('admin')];
    // A record that changes meanwhile: nothing at all is taken back before somebody looks again.
    await review.sql(`update entities set version = version + 1 where name = 'Many 5599'`);
    for (const decider of deciders) await approve(decider, inverse.body.id);
    expect((await user.http.get<Wire>(`/change-sets/${inverse.body.id}`)).body.status).toBe('stale');
    expect((await stock()).filter(({ deleted }) => deleted)).toEqual([]);
    await user.http.post(`/change-sets/${inverse.body.id}/refresh`);
    for (const decider of deciders) await approve(decider, inverse.body.id);
    expect((await user.http.get<Wire>(`/change-sets/${inverse.body.id}`)).body.status).toBe('committed');
    expect((await stock()).filter(({ deleted }) => !deleted)).toEqual([]);
  });
});
