import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { type SealedLog, sealedLog } from '../testing/sealed-log';
import { AuditSealer } from './audit-sealer';

describe('the sealer', () => {
  let log: SealedLog;

  beforeAll(async () => {
    log = await sealedLog();
  });
  beforeEach(() => log.reset());
  afterAll(() => log.close());

  const seals = () => log.owner.sql<{ ids: string[] }>('select ids from audit_seals order by seq');
  const sealedIds = async () => (await seals()).flatMap(({ ids }) => ids.map(Number)).sort((a, b) => a - b);

  it('seals what was written since, once, and nothing when there is nothing', async () => {
    expect(await log.sealer.run()).toEqual({ rows: 0, more: false });
    const first = await log.write(3);
    expect(await log.sealer.run()).toEqual({ rows: 3, more: false });
    const second = await log.write(2);
    expect(await log.sealer.run()).toEqual({ rows: 2, more: false });
    expect(await log.sealer.run()).toEqual({ rows: 0, more: false });
    expect((await seals()).map(({ ids }) => ids.map(Number))).toEqual([first, second]);
    expect(await log.verify()).toEqual({
      intact: true,
      rows: 5,
      seals: 2,
      pending_rows: 0,
      checkpoints: 2,
      checkpoints_from: 1,
      erased_rows: 0,
      dropped_rows: 0,
      dropped_months: [],
      findings: [],
      finding_count: 0,
    });
  });

  it('notes every seal outside the database, signed by a key that its owner alone may read', async () => {
    await log.write(1);
    await log.sealer.run();
    await log.write(1);
    await log.sealer.run();
    const lines = readFileSync(log.file.path, 'utf8').trim().split('\n');
    const [seal] = await log.owner.sql<{ head: Buffer }>('select head from audit_seals where seq = 2');
    const { checkpoint, signature } = JSON.parse(lines[1] ?? '') as Record<string, string>;
    expect(lines).toHaveLength(2);
    expect(checkpoint).toContain(`seq=2 head=${seal?.head.toString('hex')} `);
    expect(log.key.verifies(checkpoint ?? '', Buffer.from(signature ?? '', 'base64'))).toBe(true);
    expect(statSync(join(dirname(log.file.path), 'audit-signing-key.pem')).mode & 0o777).toBe(0o600);
  });

  it('divides what is more than one seal holds, under one snapshot', async () => {
    const small = new AuditSealer(log.database, log.file, log.key, 4);
    const ids = await log.write(10);
    const results = [await small.run(), await small.run(), await small.run(), await small.run()];
    expect(results.map((result) => result?.rows)).toEqual([4, 4, 2, 0]);
    ids.push(...(await log.write(9)));
    expect((await small.run())?.more).toBe(true);
    ids.push(...(await log.write(1)));
    while ((await small.run())?.rows);
    expect(await sealedIds()).toEqual(ids);
    expect(await log.verify()).toMatchObject({ intact: true, rows: 20, seals: 7 });
  });

  it('takes a row with a low id whose transaction commits after higher ones were sealed', async () => {
    await log.write(1);
    await log.sealer.run();
    const late = new pg.Client({ connectionString: log.owner.url });
    await late.connect();
    await late.query('begin');
    const { rows } = await late.query<{ id: string }>(
      `insert into audit_logs (action, actor_type) values ('late', 'system') returning id`,
    );
    const [higher] = await log.write(1);
    await log.sealer.run();
    expect(await sealedIds()).toContain(higher);
    expect(await sealedIds()).not.toContain(Number(rows[0]?.id));
    expect(await log.verify()).toMatchObject({ intact: true, pending_rows: 0 });
    await late.query('commit');
    await late.end();
    expect(await log.verify()).toMatchObject({ intact: true, pending_rows: 1 });
    expect(await log.sealer.run()).toMatchObject({ rows: 1 });
    expect(await log.verify()).toMatchObject({ intact: true, rows: 3, pending_rows: 0 });
  });

  it('loses no row of transactions that come and go while it seals', async () => {
    const writers = Array.from({ length: 6 }, () => write(log.owner.url));
    const done = Promise.all(writers);
    let running = true;
    void done.finally(() => (running = false));
    while (running) await log.sealer.run();
    const written = (await done).flat().sort((a, b) => a - b);
    await log.sealer.run();
    expect(await sealedIds()).toEqual(written);
    expect((await seals()).length).toBeGreaterThan(3);
    expect(await log.verify()).toMatchObject({ intact: true, rows: written.length, pending_rows: 0 });
  });

  it('leaves the work to another that is at it', async () => {
    await log.write(1);
    const other = new pg.Client({ connectionString: log.owner.url });
    await other.connect();
    await other.query('begin; select pg_advisory_xact_lock(4713)');
    expect(await log.sealer.run()).toBeNull();
    await other.end();
  });

  it('begins a new epoch in another cluster: every row is sealed once, whatever its transaction id was', async () => {
    const old = await log.write(3);
    await log.sealer.run();
    // As a restore leaves it: rows with transaction ids of the old cluster, ahead of this one, and seals from there.
    await log.tamper(
      `update audit_logs set xid = (xid::text::bigint + 1000000)::text::xid8; update audit_seals set cluster = 'elsewhere'`,
    );
    const unsealed = await log.write(1);
    await log.tamper(`update audit_logs set xid = '1' where id = ${unsealed[0]}`);
    const small = new AuditSealer(log.database, log.file, log.key, 1);
    const next = await log.write(1);
    while ((await small.run())?.rows);
    const later = await log.write(2);
    while ((await small.run())?.rows);
    expect(await sealedIds()).toEqual([...old, ...unsealed, ...next, ...later]);
    const epochs = await log.owner.sql('select distinct epoch from audit_seals order by 1');
    expect(epochs).toEqual([{ epoch: 1 }, { epoch: 2 }]);
    // The name of the cluster is part of what was sealed, so this test's own change is all that is found.
    expect(await log.found()).toEqual([['seal_altered', 1]]);
  });
});

/** Transactions of several rows that last differently long; every fifth is rolled back. @returns ids that were committed */
async function write(url: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const ids: number[] = [];
  for (let turn = 0; turn < 40; turn++) {
    await client.query('begin');
    const own: number[] = [];
    for (let row = 0; row < 1 + (turn % 4); row++) {
      const { rows } = await client.query<{ id: string }>(
        `insert into audit_logs (action, actor_type) values ('t', 'system') returning id`,
      );
      own.push(Number(rows[0]?.id));
      if (turn % 7 === 0) await client.query('select pg_sleep(0.01)');
    }
    await client.query(turn % 5 === 0 ? 'rollback' : 'commit');
    if (turn % 5 !== 0) ids.push(...own);
  }
  await client.end();
  return ids;
}
