import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { type AuditIntegrity, type AuditLog, type AuditVerification } from '@bureau/contracts';
import { Housekeeping } from '@bureau/platform';
import { type HttpClient, testApp, type TestApp, testWorker, type TestContext } from '@bureau/testing';
import { AuditHttpModule } from '../audit-http.module';
import { AuditJobsModule } from '../audit-jobs.module';
import { AuditSealing } from '../jobs/audit-sealing';
import { VerificationReconciler } from '../jobs/verification-reconciler';

const LOOK_AGAIN_MS = 50;

describe('verifications over HTTP', () => {
  let test: TestApp;
  let worker: TestContext;
  let operator: HttpClient;

  beforeAll(async () => {
    test = await testApp([AuditHttpModule]);
    worker = await testWorker([AuditJobsModule], test);
    operator = (await test.signIn('operator')).http;
  });
  afterAll(async () => {
    await worker.close();
    await test.close();
    rmSync(dirname(test.config.auditCheckpoints), { recursive: true, force: true });
  });

  const sql = (text: string) => test.database.sql<{ id: string }>(text);
  const seal = () => worker.app.get(AuditSealing).round();

  async function finished(id: number): Promise<AuditVerification> {
    for (;;) {
      const { body } = await operator.get<AuditVerification>(`/audit-logs/verify/${id}`);
      if (body.status === 'completed' || body.status === 'failed') return body;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }

  it('says before the first run that there was none', async () => {
    const { status, body } = await operator.get<AuditIntegrity>('/audit-logs/verify');
    expect([status, body.last, body.current]).toEqual([200, null, null]);
  });

  it('runs over the whole log as a job, and tells that nothing was altered', async () => {
    await sql(`insert into audit_logs (action, actor_type) values ('a', 'system'), ('b', 'system')`);
    await seal();
    const { status, headers, body } = await operator.post<AuditVerification>('/audit-logs/verify', {});
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`/api/v1/audit-logs/verify/${body.id}`);
    const run = await finished(body.id);
    expect(run).toMatchObject({
      status: 'completed',
      intact: true,
      findings: [],
      requested_by: expect.any(Number),
    });
    expect(run.rows).toBeGreaterThanOrEqual(2);
    const { body: integrity } = await operator.get<AuditIntegrity>('/audit-logs/verify');
    expect(integrity).toMatchObject({ last: run, current: null });
    const { body: audit } = await operator.get<AuditLog[]>('/audit-logs?action=audit_verification.create');
    expect(audit).toMatchObject([{ entity_id: run.id, actor: { type: 'user' } }]);
  });

  it('gives those who ask at once the same run', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => operator.post<AuditVerification>('/audit-logs/verify', {})),
    );
    const open = await sql(`select id from audit_verifications where status in ('queued', 'running')`);
    expect(open.length).toBeLessThan(2);
    for (const { status, body } of answers)
      expect([status, (await finished(body.id)).intact]).toEqual([202, true]);
  });

  it('names the row that was changed', async () => {
    const [row] = await sql(`select min(id) as id from audit_logs`);
    const change = (action: string) =>
      sql(
        `set session_replication_role = replica; update audit_logs set action = '${action}' where id = ${row?.id}; reset session_replication_role`,
      );
    await change('forged');
    const { body } = await operator.post<AuditVerification>('/audit-logs/verify', {});
    expect(await finished(body.id)).toMatchObject({
      status: 'completed',
      intact: false,
      finding_count: 1,
      findings: [{ kind: 'row_changed', row_id: Number(row?.id) }],
    });
    await change('a');
  });

  it('brings a run back whose job was lost or whose worker died', async () => {
    const reconciler = worker.app.get(VerificationReconciler);
    const lost = [
      `insert into audit_verifications (status, updated_at) values ('queued', now() - interval '1 min') returning id`,
      `insert into audit_verifications (status, lease_epoch, lease_expires_at) values ('running', 3, now() - interval '1 s') returning id`,
    ];
    for (const text of lost) {
      const [row] = await sql(text);
      expect(await reconciler.reconcile()).toBe(1);
      expect(await finished(Number(row?.id))).toMatchObject({ status: 'completed', intact: true });
    }
  });

  it('verifies by itself once a day', async () => {
    const runs = () => sql('select id from audit_verifications where requested_by is null order by id desc');
    const before = await runs();
    await worker.app.get(Housekeeping).run();
    expect(await runs()).toEqual(before);
    await sql(`update audit_verifications set finished_at = now() - interval '25 h'`);
    await worker.app.get(Housekeeping).run();
    const [own] = await runs();
    expect(own).not.toEqual(before[0]);
    expect((await finished(Number(own?.id))).intact).toBe(true);
  });

  it('is closed to those without the permission', async () => {
    const { http } = await test.signIn('user');
    expect((await http.get('/audit-logs/verify')).status).toBe(403);
    expect((await http.post('/audit-logs/verify', {})).status).toBe(403);
    expect((await operator.get('/audit-logs/verify/999999')).status).toBe(404);
  });
});
