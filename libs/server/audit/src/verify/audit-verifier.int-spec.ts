import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { checkpointLine } from '../checkpoints/checkpoint';
import { CheckpointFile } from '../checkpoints/checkpoint-file';
import { SigningKey } from '../checkpoints/signing-key';
import { AuditSealer } from '../seals/audit-sealer';
import { merkleRoot, splitHashes } from '../seals/merkle';
import { LEAF_SQL } from '../seals/canonical';
import { type Seal, SEAL_COLUMNS, sealHead, sealHeader } from '../seals/seal';
import { type SealedLog, sealedLog } from '../testing/sealed-log';
import { AuditVerifier } from './audit-verifier';

describe('verifying the audit log', () => {
  let log: SealedLog;
  /** Ids of three rows in each of four seals. */
  let ids: number[];

  beforeAll(async () => {
    log = await sealedLog();
  });
  beforeEach(async () => {
    await log.reset();
    ids = [];
    for (let seal = 0; seal < 4; seal++) {
      ids.push(...(await log.write(3)));
      await log.sealer.run();
    }
    expect(await log.verify()).toMatchObject({ intact: true, rows: 12, seals: 4, checkpoints: 4 });
  });
  afterAll(() => log.close());

  const id = (place: number) => ids[place] as number;
  const lines = () => readFileSync(log.file.path, 'utf8').trimEnd().split('\n');
  const keep = (kept: string[]) => writeFileSync(log.file.path, kept.map((line) => `${line}\n`).join(''));

  it.each([
    ['action', `action = 'entity.read'`],
    ['time', `timestamp = timestamp + interval '1 ms'`],
    ['person', 'user_id = 1'],
    ['values', `new_values = new_values || '{"name": "other"}'`],
    ['outcome', `outcome = 'refused'`],
    ['address', `ip = '10.0.0.1'`],
    ['session', 'session_id = 9'],
  ])('names the row whose %s was changed', async (_, change) => {
    await log.tamper(`update audit_logs set ${change} where id = ${id(4)}`);
    expect(await log.found()).toEqual([['row_changed', id(4)]]);
  });

  it('names a deleted row, and counts the others', async () => {
    await log.tamper(`delete from audit_logs where id in (${id(2)}, ${id(7)})`);
    const report = await log.verify();
    expect(report).toMatchObject({ intact: false, finding_count: 2 });
    expect(report.findings[0]).toEqual({
      kind: 'row_deleted',
      seal_seq: 1,
      row_id: id(2),
      detail: `Row ${id(2)} was deleted after it was sealed (seal 1).`,
    });
  });

  it('names a deleted tail, with its seals or without', async () => {
    await log.tamper(`delete from audit_logs where id >= ${id(9)}`);
    expect(await log.found()).toEqual([9, 10, 11].map((place) => ['row_deleted', id(place)]));
    await log.tamper('delete from audit_seals where seq = 4');
    expect(await log.found()).toEqual([['tail_deleted', id(9)]]);
  });

  it('is not fooled when the log goes on after its tail was deleted', async () => {
    await log.tamper(`delete from audit_logs where id >= ${id(9)}; delete from audit_seals where seq = 4`);
    await log.write(2);
    await log.sealer.run();
    expect((await log.found())[0]).toEqual(['checkpoint_mismatch', 4]);
  });

  it('names a log that was emptied', async () => {
    await log.tamper('delete from audit_logs; delete from audit_seals');
    expect(await log.found()).toEqual([['tail_deleted', id(0)]]);
  });

  it('names rows that were put in behind the seals, with any transaction id', async () => {
    const put = (xid: string, row: number) =>
      log.tamper(
        `insert into audit_logs (id, action, actor_type, xid) overriding system value values (${row}, 'x', 'system', '${xid}')`,
      );
    await put('3', 500);
    await put('99999999', 501);
    expect(await log.found()).toEqual([
      ['row_added', 500],
      ['row_added', 501],
    ]);
  });

  it('names the second of two rows with one id', async () => {
    await log.tamper(
      `insert into audit_logs (id, timestamp, action, actor_type, xid) overriding system value select id, timestamp - interval '1 s', action, actor_type, xid from audit_logs where id = ${id(3)}`,
    );
    expect(await log.found()).toEqual([['row_added', id(3)]]);
  });

  it.each([
    ['row_count = 2', 'seal_altered'],
    [`leaves = overlay(leaves placing '\\x00'::bytea from 1)`, 'seal_altered'],
    ['ids = array[ids[2], ids[1], ids[3]]', 'seal_altered'],
    [`snapshot = '1:1:'`, 'seal_altered'],
    [`sealed_at = sealed_at - interval '1 day'`, 'seal_altered'],
    [`signature = '\\x00'`, 'signature_invalid'],
  ])('names a seal whose %s', async (change, kind) => {
    await log.tamper(`update audit_seals set ${change} where seq = 2`);
    expect((await log.found())[0]).toEqual([kind, 2]);
  });

  it('names a deleted seal', async () => {
    await log.tamper('delete from audit_seals where seq = 2');
    expect((await log.found())[0]).toEqual(['seal_missing', 2]);
  });

  it('names where the chain is broken, or leaves the checkpoints, after a row was changed and sealed anew', async () => {
    await log.tamper(`update audit_logs set reason = 'forged' where id = ${id(4)}`);
    await reseal(2);
    expect((await log.found()).slice(0, 3)).toEqual([
      ['signature_invalid', 2],
      ['checkpoint_mismatch', 2],
      ['chain_broken', 3],
    ]);
    await reseal(3);
    await reseal(4);
    const kinds = new Set((await log.found()).map(([kind]) => kind));
    expect([...kinds].sort()).toEqual(['checkpoint_mismatch', 'signature_invalid']);
  });

  it('names checkpoints that were cut from the middle and the end', async () => {
    const all = lines();
    keep(all.filter((_, i) => i !== 1));
    expect(await log.found()).toEqual([['checkpoint_missing', 2]]);
    keep(all.slice(0, 2));
    expect(await log.found()).toEqual([['checkpoint_missing', 3]]);
    keep([]);
    expect(await log.found()).toEqual([['checkpoint_missing', 1]]);
  });

  it('goes by a file that was begun later', async () => {
    keep(lines().slice(2));
    expect(await log.verify()).toMatchObject({ intact: true, checkpoints: 2, checkpoints_from: 3 });
  });

  it('names a line that is no checkpoint, one out of place, and one that somebody else signed', async () => {
    const all = lines();
    keep([...all, 'hello']);
    expect(await log.found()).toEqual([['checkpoint_unreadable', null]]);
    keep([...all, all[1] as string]);
    expect(await log.found()).toEqual([['checkpoint_mismatch', 2]]);
    const stranger = new SigningKey(generateKeyPairSync('ed25519').privateKey);
    const { checkpoint } = JSON.parse(all[3] as string) as { checkpoint: string };
    keep([...all.slice(0, 3), checkpointLine(checkpoint, stranger.id, stranger.sign(checkpoint))]);
    expect(await log.found()).toEqual([['signature_invalid', 4]]);
  });

  it('forgives a crash between seal and checkpoint, which the next run completes', async () => {
    await log.write(1);
    await log.sealer.seal();
    expect(lines()).toHaveLength(4);
    expect(await log.verify()).toMatchObject({ intact: true, seals: 5, checkpoints: 4 });
    await log.write(1);
    const another = new AuditSealer(log.database, log.file, log.key);
    await another.run();
    expect(await log.verify()).toMatchObject({ intact: true, seals: 6, checkpoints: 6 });
  });

  it('completes a line of which a crash left the beginning', async () => {
    const whole = readFileSync(log.file.path, 'utf8');
    writeFileSync(log.file.path, whole.slice(0, -50));
    expect(await log.verify()).toMatchObject({ intact: true, checkpoints: 3 });
    await log.sealer.run();
    expect(readFileSync(log.file.path, 'utf8')).toBe(whole);
    appendFileSync(log.file.path, 'somebody was here');
    await log.sealer.run();
    expect(await log.found()).toEqual([
      ['checkpoint_unreadable', null],
      ['checkpoint_mismatch', 4],
    ]);
  });

  it('leaves signatures alone where it has no key', async () => {
    await log.tamper(`update audit_seals set signature = '\\x00' where seq = 2`);
    const file = new CheckpointFile(log.file.path);
    expect(await new AuditVerifier(log.database, file, null).verify()).toMatchObject({ intact: true });
  });

  it('is not confused by seals that are made meanwhile', async () => {
    const verifier = new AuditVerifier(log.database, log.file, log.key);
    const report = await verifier.verify(async () => {
      await log.write(5);
      await log.sealer.run();
    });
    expect(report).toMatchObject({ intact: true, rows: 12, seals: 4 });
  });

  /** What somebody who owns the database and has no key can do: hashes that fit the rows again. */
  async function reseal(seq: number): Promise<void> {
    const { sql } = log.owner;
    const [seal] = await log.database.query<Seal>({
      text: `select ${SEAL_COLUMNS} from audit_seals s where seq = ${seq}`,
    });
    const [before] = await sql<{ head: Buffer }>(`select head from audit_seals where seq = ${seq - 1}`);
    if (!seal || !before) throw new Error('No such seal');
    const rows = await sql<{ leaf: Buffer }>(
      `select ${LEAF_SQL} as leaf from audit_logs a where id = any($1) order by id`,
      [seal.ids],
    );
    const leaves = Buffer.concat(rows.map(({ leaf }) => leaf));
    const root = merkleRoot(splitHashes(leaves));
    const head = sealHead(before.head, root, sealHeader({ ...seal, leaves, prev: before.head }));
    const hex = (bytes: Buffer) => `'\\x${bytes.toString('hex')}'`;
    await log.tamper(
      `update audit_seals set leaves = ${hex(leaves)}, root = ${hex(root)}, prev = ${hex(before.head)}, head = ${hex(head)} where seq = ${seq}`,
    );
  }
});
