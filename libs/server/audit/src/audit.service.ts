import { type AuditLog } from '@bureau/contracts';
import {
  allOf,
  Database,
  ListReader,
  notFound,
  placeRule,
  type ListQuery,
  type Page,
  type Statement,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { auditAccess, type AuditAccess } from './audit-access';
import { type AuditRow, toAuditLog } from './audit-row';
import { AUDIT_LIST } from './persistence/audit-log.list';

const GET_TEXT = `select ${AUDIT_LIST.select.join(', ')} from audit_logs e where e.id = $1::bigint`;

/** Reading the audit log. Nothing here writes: rows come from the write path, with the change that they tell of. */
@Injectable()
export class AuditService {
  private readonly reader: ListReader<AuditRow>;

  constructor(private readonly database: Database) {
    this.reader = new ListReader<AuditRow>(database, AUDIT_LIST);
  }

  async list(query: ListQuery): Promise<Page<AuditLog>> {
    const access = auditAccess(query);
    const page = await this.reader.page(query, ...access.rules);
    return { ...page, rows: page.rows.map((row) => toAuditLog(access.masked(row))) };
  }

  /** @throws 404 */
  async get(id: number): Promise<AuditLog> {
    const access = auditAccess();
    const [row] = await this.database.query<AuditRow>(getStatement(id, access));
    if (!row) throw notFound('audit row');
    return toAuditLog(access.masked(row));
  }
}

function getStatement(id: number, { rules }: AuditAccess): Statement {
  if (rules.length === 0) return { name: 'audit_get', text: GET_TEXT, values: [id] };
  const values: unknown[] = [id];
  return { text: `${GET_TEXT} and ${placeRule(allOf(...rules), values)}`, values };
}
