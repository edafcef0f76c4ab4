import { type ImportJob } from '@bureau/contracts';
import {
  Database,
  ListReader,
  notFound,
  requireCaller,
  unwrap,
  WritePath,
  type ListQuery,
  type Page,
  type SqlRule,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { assertMay } from '../entity.policy';
import { IMPORT_LIST, IMPORT_RESOURCE } from '../persistence/import-job.resource';
import { DROP_PIECES } from './run/import-pieces';

const GET_TEXT = `select ${IMPORT_LIST.select.join(', ')} from import_jobs e where e.id = $1::bigint and e.requested_by = $2::int`;
const STOPPABLE: SqlRule = { text: `e.status in ('queued', 'running')`, values: [] };

/** Imports for the person who asked for them; those of others are absent to them. */
@Injectable()
export class ImportsService {
  private readonly jobs: WritePath<ImportJob>;
  private readonly reader: ListReader<ImportJob>;

  constructor(private readonly database: Database) {
    this.jobs = new WritePath(database, IMPORT_RESOURCE);
    this.reader = new ListReader<ImportJob>(database, IMPORT_LIST);
  }

  async list(query: ListQuery): Promise<Page<ImportJob>> {
    return this.reader.page(query, ownImports());
  }

  /** @throws 404 */
  async get(id: number): Promise<ImportJob> {
    const { user_id } = assertMay(requireCaller(), 'entity:import');
    const [row] = await this.database.query<ImportJob>({
      name: 'import_get',
      text: GET_TEXT,
      values: [id, user_id],
    });
    if (!row) throw notFound('import');
    return row;
  }

  /** Stops an import; records that it made so far stay. @throws 404, 409 where it is over already */
  async cancel(id: number, ifMatch: number | null): Promise<ImportJob> {
    const visible = ownImports();
    return this.database.transaction(async (executor) => {
      const options = { executor, ifMatch, visible, guard: STOPPABLE, expressions: { finished_at: 'now()' } };
      const outcome = await this.jobs.update(id, { status: 'cancelled' }, options);
      const job = unwrap(outcome, 'import', (row) => `The import is ${row.status} already.`);
      await executor.query({ ...DROP_PIECES, values: [id] });
      return job;
    });
  }
}

function ownImports(): SqlRule {
  const { user_id } = assertMay(requireCaller(), 'entity:import');
  return { text: 'e.requested_by = $1::int', values: [user_id] };
}
