import { type Entity, type ExportFormat } from '@bureau/contracts';
import {
  allStatement,
  assertUsableQuery,
  AuditWriter,
  currentContext,
  Database,
  emptyContext,
  filterRule,
  requireCaller,
  runInContext,
  type ListDefinition,
  type ListQuery,
  type SnapshotReader,
  type SqlRule,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { recordAccess, visibleRecords } from '../access/record-access';
import { assertMay } from '../entity.policy';
import { ENTITY_LIST, LIVE, TRASH_LIST, TRASHED } from '../persistence/entity.list';
import { tooManyExports, tooManyKeys, tooManyRows } from './export.errors';
import { exportColumns } from './export-columns';
import { csvFile, ndjsonFile, xlsxFile, type Rows } from './table-files';

/** Records that are in memory at a time. */
const PAGE_ROWS = 500;
/** Rows of a sheet, but for the one with the titles. */
export const MAX_SHEET_ROWS = 1_048_575;
/** Keys of the metadata that get columns of their own. */
const MAX_KEYS = 500;
/** Exports of one process at a time: each holds a connection for as long as its reader takes. */
const MAX_EXPORTS = 4;

export interface ExportRequest {
  format: ExportFormat;
  query: ListQuery;
  /** Each key of the metadata gets a column of its own. */
  flatten: boolean;
  /** The filters and the sort as the caller wrote them, for the audit row. */
  filter: string;
}

/** What is read: the rows that a filter finds and that the caller may see. */
interface Source {
  definition: ListDefinition;
  condition: SqlRule;
  fields: readonly string[];
}

/** Records as files of any size at constant memory: exactly the rows and fields of the list, in its order. */
@Injectable()
export class EntityExportService {
  private running = 0;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditWriter,
  ) {}

  /**
   * The file, piece by piece, all of it as of one moment. Nothing of it is made before the export is noted in the
   * audit log; how it ended is noted as well.
   * @throws 403, 422 where it cannot be made in this format, 429 where too many are running
   */
  async export(request: ExportRequest): Promise<AsyncGenerator<string | Buffer, void>> {
    const access = recordAccess(assertMay(assertMay(requireCaller(), 'entity:export'), 'entity:read'));
    assertUsableQuery(access, ENTITY_LIST, request.query);
    if (this.running >= MAX_EXPORTS) throw tooManyExports();
    const { format, filter, flatten } = request;
    const about = { format, filter, flatten };
    await this.audit.record({
      action: 'entity.export_start',
      outcome: 'success',
      entity_type: 'entity',
      new_values: about,
    });
    const file = this.noted(this.file(request, sourceOf(request.query, access)), about);
    // What makes the export impossible is said before the first byte of an answer.
    return startingWith(await file.next(), file);
  }

  private file(
    request: ExportRequest,
    source: Source,
  ): AsyncGenerator<{ piece: string | Buffer; rows: number }, void> {
    return this.database.reading((reader) => makeFile(reader, request, source));
  }

  /** Counts the export while it runs and notes how it ended. */
  private async *noted(
    file: AsyncGenerator<{ piece: string | Buffer; rows: number }, void>,
    about: { format: string; filter: string; flatten: boolean },
  ): AsyncGenerator<string | Buffer, void> {
    const context = currentContext() ?? emptyContext('export');
    let ended: 'complete' | 'aborted' | 'failed' = 'aborted';
    let rows = 0;
    this.running++;
    try {
      for await (const next of file) {
        rows = next.rows;
        yield next.piece;
      }
      ended = 'complete';
    } catch (error) {
      ended = 'failed';
      throw error;
    } finally {
      this.running--;
      // The stream is read from another place than the request's.
      await runInContext(context, () =>
        this.audit.record({
          action: 'entity.export',
          outcome: ended === 'complete' ? 'success' : 'failed',
          entity_type: 'entity',
          reason: ended === 'complete' ? undefined : `The export was ${ended}.`,
          new_values: { ...about, rows, ended },
        }),
      );
    }
  }
}

function sourceOf(query: ListQuery, access: ReturnType<typeof recordAccess>): Source {
  const { from, rules } = visibleRecords(access);
  const trash = query.flags.has('trash');
  const definition = { ...(trash ? TRASH_LIST : ENTITY_LIST), from };
  const all = definition.select.map((expression) => expression.slice(expression.lastIndexOf('.') + 1));
  const wanted = query.fields && [...query.fields, 'deleted_at'];
  return {
    definition,
    condition: filterRule(query.filters, trash ? TRASHED : LIVE, ...rules),
    fields: all.filter((field) => access.sees(field) && (wanted?.includes(field) ?? true)),
  };
}

async function* makeFile(
  reader: SnapshotReader,
  { format, query, flatten }: ExportRequest,
  { definition, condition, fields }: Source,
): AsyncGenerator<{ piece: string | Buffer; rows: number }, void> {
  if (format === 'xlsx') await assertFits(reader, definition, condition);
  const keys =
    flatten && fields.includes('metadata') ? await metadataKeys(reader, definition, condition) : null;
  const columns = exportColumns(fields, keys);
  let rows = 0;
  const counted = async function* (): AsyncGenerator<Rows, void> {
    const statement = allStatement(definition, condition, query.sort, fields);
    for await (const page of reader.cursor<Partial<Entity>>(statement, PAGE_ROWS)) {
      rows += page.length;
      yield page;
    }
  };
  const pieces =
    format === 'ndjson'
      ? ndjsonFile(counted())
      : format === 'csv'
        ? csvFile(counted(), columns)
        : xlsxFile(counted(), columns);
  for await (const piece of pieces) yield { piece, rows };
}

async function assertFits(
  reader: SnapshotReader,
  { from }: ListDefinition,
  { text, values }: SqlRule,
): Promise<void> {
  const [found] = await reader.query<{ rows: number }>({
    text: `select count(*) as rows from (select 1 from ${from} where ${text} limit ${MAX_SHEET_ROWS + 1}) c`,
    values,
  });
  if ((found?.rows ?? 0) > MAX_SHEET_ROWS) throw tooManyRows(MAX_SHEET_ROWS);
}

async function metadataKeys(
  reader: SnapshotReader,
  { from }: ListDefinition,
  { text, values }: SqlRule,
): Promise<string[]> {
  const found = await reader.query<{ key: string }>({
    text: `select distinct k.key from ${from} cross join lateral jsonb_object_keys(e.metadata) k(key) where ${text} order by 1 limit ${MAX_KEYS + 1}`,
    values,
  });
  if (found.length > MAX_KEYS) throw tooManyKeys(MAX_KEYS);
  return found.map(({ key }) => key);
}

async function* startingWith<T>(
  first: IteratorResult<T, void>,
  rest: AsyncGenerator<T, void>,
): AsyncGenerator<T, void> {
  try {
    if (!first.done) yield first.value;
    yield* rest;
  } finally {
    await rest.return();
  }
}
