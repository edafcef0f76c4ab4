import { type Executor } from '@bureau/platform';

/** Errors that an import itself shows; all of them can be downloaded. */
const SHOWN_ERRORS = 1_000;

/** SQL of the errors that an import shows, over its locked row `t`. */
export const KEEP_ERRORS = `coalesce((select jsonb_agg(jsonb_build_object('line', x.line, 'column', x.column_title, 'detail', x.detail) order by x.n)
  from (select * from import_errors i where i.import_id = t.id order by i.n limit ${SHOWN_ERRORS}) x), '[]')`;

/** Why a row is not imported. */
export interface RowError {
  n: number;
  line: number;
  column: string | null;
  detail: string;
}

/** Notes rows that turned out bad when they were to be written. */
export async function insertErrors(
  executor: Executor,
  importId: number,
  errors: readonly RowError[],
): Promise<void> {
  if (errors.length === 0) return;
  await executor.query({
    name: 'import_errors_insert',
    text: `insert into import_errors (import_id, n, line, column_title, detail)
      select $1::bigint, x.n, x.line, x."column", x.detail from jsonb_to_recordset($2::jsonb) as x(n int, line int, "column" text, detail text)
      on conflict do nothing`,
    values: [importId, JSON.stringify(errors)],
  });
}
