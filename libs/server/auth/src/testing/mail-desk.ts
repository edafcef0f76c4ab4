import { MailCatcher, testWorker, type TestContext } from '@bureau/testing';
import { AuthJobsModule } from '../auth-jobs.module';
import { AuthDesk } from './auth-desk';

/** An application, a worker beside it, and a mail server that catches what they send. */
export class MailDesk {
  private constructor(
    readonly desk: AuthDesk,
    readonly worker: TestContext,
    readonly catcher: MailCatcher,
  ) {}

  static async open(): Promise<MailDesk> {
    const catcher = await MailCatcher.start();
    const desk = await AuthDesk.open({ mail: { url: catcher.url, from: 'Bureau <no-reply@example.org>' } });
    return new MailDesk(desk, await testWorker([AuthJobsModule], desk.test), catcher);
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.desk.test.close();
    await this.catcher.stop();
  }
}
