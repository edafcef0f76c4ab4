import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type HttpClient, testApp, type TestApp, testWorker, type TestContext } from '@bureau/testing';
import { AuditHttpModule } from '../audit-http.module';
import { AuditJobsModule } from '../audit-jobs.module';
import { AuditSealing } from './audit-sealing';
import { ErasureReconciler } from './erasure-reconciler';

const LOOK_AGAIN_MS = 50;
const VERIFIER = join(__dirname, '../../../../../tools/audit/verify-export.mjs');

describe('an account that was erased', () => {
  let test: TestApp;
  let worker: TestContext;
  let operator: HttpClient;
  let folder: string;

  beforeAll(async () => {
    test = await testApp([AuditHttpModule]);
    worker = await testWorker([AuditJobsModule], test);
    operator = (await test.signIn('operator')).http;
    folder = dirname(test.config.auditCheckpoints);
  });
  afterAll(async () => {
    await worker.close();
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function forgotten(id: number): Promise<void> {
    for (;;) {
      const rows = await test.database.sql(
        `select from audit_logs where action = 'audit_log.forget' and entity_id = $1`,
        [id],
      );
      if (rows.length > 0) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }

  const verified = (text: string) => {
    const file = join(folder, 'export.ndjson');
    writeFileSync(file, text);
    return spawnSync(process.execPath, [VERIFIER, file], { encoding: 'utf8', env: {} }).stdout;
  };

  it('is let go of by the worker, also where its event got lost, and exports still prove the rest', async () => {
    const person = await test.signIn('user');
    await test.database.sql(
      `insert into audit_logs (action, entity_type, entity_id, new_values, actor_type, actor_name, user_id, ip) values
        ('entity.create', 'entity', 1, '{"name": "Kept"}', 'user', 'Ana Person', $1, '10.7.7.7'),
        ('user.update', 'user', $1::int, '{"email": "ana@example.org"}', 'user', 'Bo', 99, '10.8.8.8')`,
      [person.user_id],
    );
    await worker.app.get(AuditSealing).round();
    const exported = async () =>
      (await operator.get<string>('/audit-logs/export?format=ndjson&sort=id')).body;
    const before = await exported();
    expect(verified(before)).toMatch(/nothing was altered/);
    expect(before).toContain('Ana Person');
    await test.database.sql('update users set is_active = false, erased_at = now() where id = $1', [
      person.user_id,
    ]);
    await worker.app.get(ErasureReconciler).reconcile();
    await forgotten(person.user_id);
    await worker.app.get(AuditSealing).round();
    const after = await exported();
    for (const gone of ['Ana Person', '10.7.7.7', 'ana@example.org']) expect(after).not.toContain(gone);
    expect(after).toContain('"name":"Kept"');
    expect(verified(after)).toMatch(/2 of them without what named a person: nothing was altered/);
    expect(verified(after.replace('"name":null', '"name":"Eve"'))).toMatch(
      /^ALTERED: Row \d+: what it says of its actor is proven by nothing/,
    );
    expect(verified(before.replaceAll('10.8.8.8', '10.9.9.9'))).toMatch(
      /^ALTERED: Row \d+: what it says of its actor is not what was sealed/,
    );
    await worker.app.get(ErasureReconciler).reconcile();
    expect(await test.database.sql(`select from audit_logs where action = 'audit_log.forget'`)).toHaveLength(
      1,
    );
  });
});
