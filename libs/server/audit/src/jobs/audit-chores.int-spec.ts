import { Housekeeping } from '@bureau/platform';
import { testWorker, type TestContext } from '@bureau/testing';
import { Module } from '@nestjs/common';
import { AuditModule } from '../audit.module';
import { AuditChores } from './audit-chores';

@Module({ imports: [AuditModule], providers: [AuditChores] })
class ChoresModule {}

describe('the chores of the audit log', () => {
  let worker: TestContext;

  beforeAll(async () => {
    worker = await testWorker([ChoresModule]);
  });
  afterAll(() => worker.close());

  it('verify nothing where nothing was sealed', async () => {
    await worker.app.get(Housekeeping).run();
    expect(await worker.database.sql('select id from audit_verifications')).toEqual([]);
  });
});
