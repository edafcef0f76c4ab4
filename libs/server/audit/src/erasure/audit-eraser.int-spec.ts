import { AuditWriter } from '@bureau/platform';
import { type SealedLog, sealedLog } from '../testing/sealed-log';
import { AuditEraser } from './audit-eraser';

const PERSON = 7;
const OTHER = 8;

describe('erasing a person from the audit log', () => {
  let log: SealedLog;
  let eraser: AuditEraser;

  beforeAll(async () => {
    log = await sealedLog();
    eraser = new AuditEraser(log.database, new AuditWriter(log.database));
    for (const id of [PERSON, OTHER])
      await log.owner.sql(
        `insert into users (id, email, full_name, role, erased_at) overriding system value values ($1::int, 'u' || $1::int, 'U', 'user', case when $1::int = ${PERSON} then now() end)`,
        [id],
      );
  });
  beforeEach(() => log.reset());
  afterAll(() => log.close());

  /** What the person did, what was done to their account by another, and what the other did. */
  const write = (form: 1 | 2 = 2) =>
    log.tamper(`insert into audit_logs (action, entity_type, entity_id, old_values, new_values, actor_type, actor_id, actor_name, user_id, approved_by, ip, user_agent${form === 1 ? ', actor_salt, values_salt' : ''}) values
      ('entity.update', 'entity', 1, '{"name":"a"}', '{"name":"b"}', 'user', '7', 'Ana Person', ${PERSON}, null, '10.0.0.7', 'Firefox'${form === 1 ? ', null, null' : ''}),
      ('user.update', 'user', ${PERSON}, '{"email":"ana@old.example","role":"user"}', '{"email":"ana@new.example","role":"admin"}', 'user', '8', 'Bo Other', ${OTHER}, null, '10.0.0.8', 'Safari'${form === 1 ? ', null, null' : ''}),
      ('entity.update', 'entity', 2, '{"name":"a"}', '{"name":"b"}', 'agent', 'curator', 'curator', ${OTHER}, ${PERSON}, '10.0.0.7', 'Firefox'${form === 1 ? ', null, null' : ''}),
      ('user.update', 'user', ${OTHER}, '{"full_name":"B"}', '{"full_name":"Bo Other"}', 'user', '8', 'Bo Other', ${OTHER}, null, '10.0.0.8', 'Safari'${form === 1 ? ', null, null' : ''})`);

  const everything = async () =>
    JSON.stringify(await log.owner.sql('select to_jsonb(a) from audit_logs a order by id'));

  it.each([1, 2] as const)(
    'leaves nothing of them in rows of form %s, all of the others, and the log intact',
    async (form) => {
      await write(form);
      await log.sealer.run();
      expect(await eraser.erase(PERSON)).toBe(3);
      const text = await everything();
      for (const gone of ['Ana', 'ana@old', 'ana@new', '10.0.0.7', 'Firefox'])
        expect(text).not.toContain(gone);
      for (const kept of ['Bo Other', '10.0.0.8', 'Safari', '"role": "admin"']) {
        expect(text.replaceAll('":"', '": "')).toContain(kept);
      }
      expect(await log.verify()).toMatchObject({ intact: true, rows: 4, erased_rows: 3 });
      await log.sealer.run();
      expect(await log.verify()).toMatchObject({ intact: true, erased_rows: 3, pending_rows: 0 });
      expect(await eraser.erase(PERSON)).toBe(0);
    },
  );

  it('before a row is sealed is as good', async () => {
    await write();
    await eraser.erase(PERSON);
    await log.sealer.run();
    expect(await log.verify()).toMatchObject({ intact: true, erased_rows: 3 });
  });

  it('of two people, one after the other, holds for the row that both stand in', async () => {
    for (const form of [1, 2] as const) await write(form);
    await log.sealer.run();
    await eraser.erase(PERSON);
    await log.owner.sql(`update users set erased_at = now() where id = ${OTHER}`);
    await eraser.erase(OTHER);
    await log.owner.sql(`update users set erased_at = null where id = ${OTHER}`);
    await log.sealer.run();
    expect(await everything()).not.toContain('Bo Other');
    expect(await log.verify()).toMatchObject({ intact: true });
  });

  it('is refused for an account that is not erased', async () => {
    await write();
    await expect(eraser.erase(OTHER)).rejects.toThrow('account 8 is not erased');
    expect(await everything()).toContain('Bo Other');
  });

  describe('when it was not asked for', () => {
    const blank = (where: string) =>
      log.tamper(`update audit_logs set actor_name = null, ip = null, user_agent = null, actor_salt = null,
        actor_hash = sha256(uuid_send(actor_salt) || convert_to(jsonb_build_array(actor_name, host(ip), user_agent)::text, 'UTF8')) where ${where}`);

    beforeEach(async () => {
      await write();
      await log.sealer.run();
    });

    it('names the row that was blanked as an erasure would', async () => {
      await blank('id = 2');
      expect(await log.found()).toEqual([['row_erased', 2]]);
    });

    it('names it beside an erasure of somebody else', async () => {
      await eraser.erase(PERSON);
      await blank('id = 4');
      expect(await log.found()).toEqual([['row_erased', 4]]);
    });

    it('names a row of which more was blanked than was erased', async () => {
      await eraser.erase(PERSON);
      await log.tamper(`update audit_logs set values_salt = null, values_hash = '\\x00' where id = 1`);
      expect(await log.found()).toEqual([['row_changed', 1]]);
    });

    it('names every row once the erasure is taken away, or no audit row tells of it', async () => {
      await eraser.erase(PERSON);
      await log.sealer.run();
      await log.tamper(`update audit_erasures set ids = ids || 4::bigint where part = 'actor'`);
      expect((await log.found()).map(([kind]) => kind)).toEqual(['row_erased', 'row_erased']);
      await log.tamper('delete from audit_erasures');
      expect(await log.found()).toEqual([1, 2, 3].map((id) => ['row_erased', id]));
    });

    it('names a row that shows something else beside the hash of what was erased', async () => {
      await eraser.erase(PERSON);
      await log.tamper(`update audit_logs set actor_name = 'Somebody else' where id = 1`);
      expect(await log.found()).toEqual([['row_changed', 1]]);
    });
  });

  it('is the only change that the table lets through', async () => {
    await write();
    const change = (set: string) => log.owner.sql(`update audit_logs set ${set} where id = 1`);
    await expect(change(`action = 'x'`)).rejects.toThrow('append-only');
    await expect(change(`actor_name = 'x'`)).rejects.toThrow('append-only');
    await expect(
      change(`actor_name = null, ip = null, user_agent = null, actor_salt = null, outcome = 'failed'`),
    ).rejects.toThrow('append-only');
    await expect(change(`new_values = '{}', values_salt = null`)).rejects.toThrow('append-only');
    await expect(log.database.query({ text: 'update audit_logs set actor_name = null' })).rejects.toThrow(
      'permission denied',
    );
  });
});
