import { isDeepStrictEqual } from 'node:util';
import { type ComparisonResult, type ToolRecord } from './tool-results';

/** What tells records apart and is no property of theirs. */
const OWN = new Set(['id', 'version', 'metadata']);

/** Sets records side by side, column by column and metadata key by key. */
export function compareRecords(records: readonly ToolRecord[]): ComparisonResult {
  const flat = records.map(fieldsOf);
  const fields = [...new Set(flat.flatMap((one) => [...one.keys()]))];
  const result: ComparisonResult = {
    records: records.map(({ id, name }) => ({ id, name })),
    same: {},
    different: [],
  };
  for (const field of fields) {
    const values = flat.map((one) => one.get(field) ?? null);
    if (values.every((value) => isDeepStrictEqual(value, values[0]))) result.same[field] = values[0];
    else result.different.push({ field, values });
  }
  return result;
}

function fieldsOf(record: ToolRecord): Map<string, unknown> {
  const columns = Object.entries(record).filter(([field]) => !OWN.has(field));
  const metadata = Object.entries(record.metadata).map(([key, value]) => [`metadata.${key}`, value] as const);
  return new Map<string, unknown>([...columns, ...metadata]);
}
