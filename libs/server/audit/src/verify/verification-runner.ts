import { type AuditVerification } from '@bureau/contracts';
import {
  Database,
  emptyContext,
  ProblemError,
  runInContext,
  type SqlRule,
  WritePath,
} from '@bureau/platform';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { VERIFICATION_RESOURCE } from '../persistence/audit-verification.resource';
import { AuditTools } from '../audit-tools';
import { type VerificationReport } from './audit-verifier';

/** A run that has not written for so long is taken over; one page of seals takes a small part of it. */
const LEASE = `interval '60 s'`;

const CLAIMABLE: SqlRule = {
  text: `e.status = 'queued' or (e.status = 'running' and e.lease_expires_at < now())`,
  values: [],
};
const EPOCH = {
  name: 'verification_lease',
  text: 'select lease_epoch from audit_verifications where id = $1::bigint',
};
const PROGRESS = {
  name: 'verification_progress',
  text: `update audit_verifications set rows = $3::bigint, seals = $4::bigint, lease_expires_at = now() + ${LEASE}
    where id = $1::bigint and lease_epoch = $2::int and status = 'running' returning id`,
};
const RELEASE = {
  name: 'verification_release',
  text: 'update audit_verifications set lease_expires_at = now() where id = $1::bigint and lease_epoch = $2::int',
};

/** Another run has taken over, or the process is to end. */
class LetGoError extends Error {}

/** Runs verifications, each on one worker at a time; one whose worker died begins anew on another. */
@Injectable()
export class VerificationRunner implements BeforeApplicationShutdown {
  private readonly logger = new Logger(VerificationRunner.name);
  private readonly runs: WritePath<AuditVerification>;
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly tools: AuditTools,
  ) {
    this.runs = new WritePath(database, VERIFICATION_RESOURCE);
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  /** Runs a verification to its end, unless somebody else does. */
  async run(id: number): Promise<void> {
    await runInContext(emptyContext(`verification-${id}`), async () => {
      const epoch = this.stopping ? null : await this.claim(id);
      if (epoch !== null) await this.guarded(id, epoch);
    });
  }

  private async guarded(id: number, epoch: number): Promise<void> {
    try {
      const report = await this.tools.verifier.verify((rows, seals) => this.progress(id, epoch, rows, seals));
      await this.finish(id, epoch, { status: 'completed', ...report, findings: report.findings });
      this.tell(report);
    } catch (error) {
      if (error instanceof LetGoError)
        return void (await this.database.query({ ...RELEASE, values: [id, epoch] }));
      // The database is away: the lease runs out, and whoever claims it then begins anew.
      if (error instanceof ProblemError && error.status === 503) throw error;
      this.logger.error(error);
      await this.finish(id, epoch, { status: 'failed', error: 'The run failed; the reason is in the log.' });
    }
  }

  private async claim(id: number): Promise<number | null> {
    const expressions = {
      lease_epoch: 't.lease_epoch + 1',
      lease_expires_at: `now() + ${LEASE}`,
      started_at: 'now()',
    };
    return this.database.transaction(async (executor) => {
      const options = { executor, guard: CLAIMABLE, expressions };
      const { outcome } = await this.runs.update(id, { status: 'running' }, options);
      if (outcome !== 'updated') return null;
      const [row] = await executor.query<{ lease_epoch: number }>({ ...EPOCH, values: [id] });
      return row?.lease_epoch ?? null;
    });
  }

  private async progress(id: number, epoch: number, rows: number, seals: number): Promise<void> {
    const [held] = await this.database.query({ ...PROGRESS, values: [id, epoch, rows, seals] });
    if (!held || this.stopping) throw new LetGoError();
  }

  private async finish(id: number, epoch: number, values: Readonly<Record<string, unknown>>): Promise<void> {
    const guard = { text: `e.lease_epoch = $1::int and e.status = 'running'`, values: [epoch] };
    await this.runs.update(id, values, { guard, expressions: { finished_at: 'now()' } });
  }

  private tell({ intact, findings, finding_count }: VerificationReport): void {
    if (!intact)
      this.logger.error(
        `The audit log was altered; findings: ${finding_count}, the first: ${findings[0]?.detail}`,
      );
  }
}
