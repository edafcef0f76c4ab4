import { type AuditLog } from '@bureau/contracts';
import { Database, ListReader, notFound, type ListQuery, type Page } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
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
    const page = await this.reader.page(query);
    return { ...page, rows: page.rows.map(toAuditLog) };
  }

  /** @throws 404 */
  async get(id: number): Promise<AuditLog> {
    const [row] = await this.database.query<AuditRow>({ name: 'audit_get', text: GET_TEXT, values: [id] });
    if (!row) throw notFound('audit row');
    return toAuditLog(row);
  }
}
