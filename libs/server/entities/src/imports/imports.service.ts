import { type ImportJob, type ImportPreview, type StartImport } from '@bureau/contracts';
import {
  commonError,
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
import { recordAccess } from '../access/record-access';
import { assertMay } from '../entity.policy';
import { IMPORT_COLUMNS, IMPORT_LIST, IMPORT_RESOURCE } from '../persistence/import-job.resource';
import { mayNotImport } from './import.errors';
import { missingRight } from './import-rights';
import { keyColumn } from './plan/import-plan';
import { makePlan } from './plan/make-plan';
import { ImportPreviews, type StoredFile } from './preview/import-previews.service';
import { ImportClosing } from './run/import-closing';

const OWN_TEXT = `from import_jobs e where e.id = $1::bigint and e.requested_by = $2::int`;
const STOPPABLE: SqlRule = { text: `e.status in ('uploaded', 'queued', 'running')`, values: [] };
const UPLOADED: SqlRule = { text: `e.status = 'uploaded'`, values: [] };
/** What an earlier check found is of no account once the import is started. */
const UNCHECKED = {
  rows_read: '0',
  rows_total: 'null::int',
  rows_failed: '0',
  errors: `'[]'::jsonb`,
};
const DROP_ERRORS = {
  name: 'import_drop_errors',
  text: 'delete from import_errors where import_id = $1::bigint',
};

/** Imports for the person who asked for them; those of others are absent to them. */
@Injectable()
export class ImportsService {
  private readonly jobs: WritePath<ImportJob>;
  private readonly reader: ListReader<ImportJob>;

  constructor(
    private readonly database: Database,
    private readonly previews: ImportPreviews,
    private readonly closing: ImportClosing,
  ) {
    this.jobs = new WritePath(database, IMPORT_RESOURCE);
    this.reader = new ListReader<ImportJob>(database, IMPORT_LIST);
  }

  async list(query: ListQuery): Promise<Page<ImportJob>> {
    return this.reader.page(query, ownImports());
  }

  /** @throws 404 */
  async get(id: number): Promise<ImportJob> {
    return this.own<ImportJob>('import_get', IMPORT_COLUMNS, id);
  }

  /**
   * What the file looks like, and where its columns most likely belong.
   * @throws 404, 409 where the file is gone or not yet whole
   */
  async preview(id: number, hasHeader?: boolean): Promise<ImportPreview> {
    const file = await this.own<StoredFile & { status: ImportJob['status'] }>(
      'import_file',
      'e.status, e.format, e.encoding, e.content_hash',
      id,
    );
    if (file.status !== 'uploaded') throw notWaiting(file.status);
    return this.previews.preview(id, file, hasHeader);
  }

  /**
   * Says what becomes of an uploaded file: once this returns, its import, or its check alone, will happen.
   * @throws 404, 400 with a pointer to all that does not fit the file, 403 where the caller may not do what is asked,
   * 409 where it was started before, 412
   */
  async start(id: number, body: StartImport, ifMatch: number | null): Promise<ImportJob> {
    const preview = await this.preview(id, body.has_header);
    const { plan, problems } = makePlan(body, preview);
    if (problems.length > 0)
      throw commonError('VALIDATION_FAILED', problems[0]?.detail ?? '', { errors: problems });
    const missing = missingRight(requireCaller(), plan);
    if (missing) throw mayNotImport(missing);
    const key = keyColumn(plan);
    if (key) recordAccess().assertUsable(key.target, '/key_column');
    const options = { ifMatch, visible: ownImports(), guard: UPLOADED, expressions: UNCHECKED };
    const outcome = await this.database.transaction(async (executor) => {
      const started = await this.jobs.update(id, { status: 'queued', plan }, { ...options, executor });
      if (started.outcome === 'updated') await executor.query({ ...DROP_ERRORS, values: [id] });
      return started;
    });
    return unwrap(outcome, 'import', (row) => `The import is ${row.status} already.`);
  }

  /**
   * Stops an import. Records that it made so far stay, as a change set that can be taken back; one that is all or
   * nothing leaves nothing.
   * @throws 404, 409 where it is over already, 412
   */
  async cancel(id: number, ifMatch: number | null): Promise<ImportJob> {
    const visible = ownImports();
    const outcome = await this.database.transaction((tx) =>
      this.closing.close(tx, id, { status: 'cancelled', ifMatch, visible, guard: STOPPABLE }),
    );
    return unwrap(outcome, 'import', (row) => `The import is ${row.status} already.`);
  }

  private async own<Row extends object>(name: string, columns: string, id: number): Promise<Row> {
    const { user_id } = assertMay(requireCaller(), 'entity:import');
    const [row] = await this.database.query<Row>({
      name,
      text: `select ${columns} ${OWN_TEXT}`,
      values: [id, user_id],
    });
    if (!row) throw notFound('import');
    return row;
  }
}

function notWaiting(status: string): Error {
  return commonError(
    'STATE_CONFLICT',
    `The import is ${status}; only an uploaded one can be looked at and started.`,
  );
}

function ownImports(): SqlRule {
  const { user_id } = assertMay(requireCaller(), 'entity:import');
  return { text: 'e.requested_by = $1::int', values: [user_id] };
}
