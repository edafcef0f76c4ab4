import { Housekeeping } from '@bureau/platform';
import { testWorker, type TestContext } from '@bureau/testing';
import { Logger, Module } from '@nestjs/common';
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

  it('warn of rows that no month’s own partition took', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    await worker.app.get(Housekeeping).run();
    expect(warn).not.toHaveBeenCalled();
    await worker.database.sql(
      `insert into audit_logs (timestamp, action, actor_type) values ('2001-02-03', 'a', 'system')`,
    );
    await worker.app.get(Housekeeping).run();
    expect(warn.mock.calls.flat()).toEqual([
      'The default partition of the audit log holds rows, of 2001-02 for one',
    ]);
    warn.mockRestore();
  });

  it('verify nothing where nothing was sealed', async () => {
    expect(await worker.database.sql('select id from audit_verifications')).toEqual([]);
  });
});
