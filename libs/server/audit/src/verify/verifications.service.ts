import { type AuditIntegrity, type AuditVerification } from '@bureau/contracts';
import { currentContext, Database, notFound, WritePath } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { VERIFICATION_RESOURCE } from '../persistence/audit-verification.resource';

const UNIQUE_VIOLATION = '23505';
const COLUMNS = VERIFICATION_RESOURCE.returning.map((column) => `v.${column}`).join(', ');

const GET = {
  name: 'verification_get',
  text: `select ${COLUMNS} from audit_verifications v where v.id = $1::bigint`,
};
const CURRENT = {
  name: 'verification_current',
  text: `select ${COLUMNS} from audit_verifications v where v.status in ('queued', 'running')`,
};
const LAST = {
  name: 'verification_last',
  text: `select ${COLUMNS} from audit_verifications v where v.status in ('completed', 'failed') order by v.id desc limit 1`,
};
const SEALED = {
  name: 'verification_sealed',
  text: 'select seq as seals, total_rows as sealed_rows, sealed_at as last_sealed_at from audit_seals order by seq desc limit 1',
};

/** Asking for verifications, and what they came to. */
@Injectable()
export class VerificationsService {
  private readonly runs: WritePath<AuditVerification>;

  constructor(private readonly database: Database) {
    this.runs = new WritePath(database, VERIFICATION_RESOURCE);
  }

  async integrity(): Promise<AuditIntegrity> {
    const [sealed] =
      await this.database.query<Pick<AuditIntegrity, 'sealed_rows' | 'seals' | 'last_sealed_at'>>(SEALED);
    const [last] = await this.database.query<AuditVerification>(LAST);
    return {
      sealed_rows: sealed?.sealed_rows ?? 0,
      seals: sealed?.seals ?? 0,
      last_sealed_at: sealed?.last_sealed_at ?? null,
      last: last ?? null,
      current: await this.current(),
    };
  }

  /** @throws 404 */
  async get(id: number): Promise<AuditVerification> {
    const [row] = await this.database.query<AuditVerification>({ ...GET, values: [id] });
    if (!row) throw notFound('verification');
    return row;
  }

  /** A run over the whole log, by a worker; the one that waits or runs already where there is one. */
  async request(): Promise<AuditVerification> {
    const requested_by = currentContext()?.caller?.user_id ?? null;
    const current = await this.current();
    if (current) return current;
    try {
      return (await this.runs.create({ requested_by })).row;
    } catch (error) {
      if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
      // Somebody else asked at the same moment; that run may even be over by now.
      return (await this.current()) ?? this.request();
    }
  }

  private async current(): Promise<AuditVerification | null> {
    const [row] = await this.database.query<AuditVerification>(CURRENT);
    return row ?? null;
  }
}
