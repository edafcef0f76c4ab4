import { commonError, type SqlRule } from '@bureau/platform';

/** Columns that records can be grouped and compared by. */
const COLUMNS = ['name', 'status', 'type', 'owner_id', 'description'] as const;
/** Columns that only have a smallest and a greatest value. */
const TIMES = ['created_at', 'updated_at'] as const;
const MAX_DEPTH = 8;

/** A field of a record as an SQL expression of type `jsonb` over the alias `e`; null where it is absent. */
export interface FieldReference {
  field: string;
  rule: SqlRule;
}

/**
 * Reads `status` or `metadata.path.to.value`.
 * @param parameter where the name came from, for the pointer of the problem
 * @throws 400 for a field that there is not
 */
export function fieldReference(field: string, parameter: string, times = false): FieldReference {
  const columns: readonly string[] = times ? [...COLUMNS, ...TIMES] : COLUMNS;
  if (columns.includes(field)) return { field, rule: { text: `to_jsonb(e.${field})`, values: [] } };
  const [root, ...path] = field.split('.');
  const isPath = root === 'metadata' && path.length > 0 && path.length <= MAX_DEPTH && !field.includes('\0');
  if (isPath && path.every((part) => part !== '' && part.length <= 100)) {
    return { field, rule: { text: `e.metadata #> $1::text[]`, values: [path] } };
  }
  const detail = `There is no field "${field}" here; use ${columns.join(', ')} or metadata.<path>.`;
  throw commonError('UNKNOWN_FIELD', detail, {
    errors: [{ pointer: `query/${parameter}`, code: 'UNKNOWN_FIELD', detail }],
  });
}
