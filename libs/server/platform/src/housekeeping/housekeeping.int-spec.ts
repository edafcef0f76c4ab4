import { testWorker, type TestContext } from '@bureau/testing';
import { Housekeeping } from './housekeeping';

describe('housekeeping', () => {
  let worker: TestContext;

  beforeAll(async () => {
    worker = await testWorker([]);
  });
  afterAll(() => worker.close());

  it('deletes delivered events and old keys, and nothing younger or waiting', async () => {
    const { sql } = worker.database;
    await sql(
      `insert into outbox (topic, payload, sent, created_at) values ('x', '{}', true, now() - interval '25 h'), ('y', '{}', true, now())`,
    );
    await sql(`insert into idempotency_keys (caller_id, key, request_hash, claim_xid, created_at) values
      (1, 'old', '', '1', now() - interval '25 h'), (1, 'young', '', '1', now() - interval '23 h')`);
    await worker.app.get(Housekeeping).run();
    expect(await sql(`select topic from outbox where topic in ('x', 'y')`)).toEqual([{ topic: 'y' }]);
    expect(await sql('select key from idempotency_keys')).toEqual([{ key: 'young' }]);
  });

  it('keeps partitions of the audit log two months ahead', async () => {
    const { sql } = worker.database;
    const ahead = `'audit_logs_' || to_char(now() + interval '2 months', 'YYYY_MM')`;
    const [before] = await sql<{ name: string }>(`select ${ahead} as name`);
    await sql(`drop table ${before?.name ?? ''}`);
    await worker.app.get(Housekeeping).run();
    expect(await sql(`select to_regclass(${ahead}) is not null as there`)).toEqual([{ there: true }]);
  });

  it('gives every chore its turn, also after one that fails', async () => {
    const housekeeping = worker.app.get(Housekeeping);
    const last = jest.fn().mockResolvedValue(undefined);
    housekeeping.register('broken', () => Promise.reject(new Error('no')));
    housekeeping.register('last', last);
    await housekeeping.run();
    expect(last).toHaveBeenCalledTimes(1);
  });
});
