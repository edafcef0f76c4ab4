import { type JsonValue } from '@bureau/contracts';
import { filterRule, placeRule, type Executor, type Filter, type SqlRule } from '@bureau/platform';
import { fieldReference } from './field-reference';

/** Records shown of each group; its `count` is exact. */
const SHOWN = 20;

export const DUPLICATE_MATCHES = ['exact', 'normalized'] as const;

/** Which records count as alike. */
export interface DuplicatesRequest {
  filters: readonly Filter[];
  /** A column or `metadata.<path>`. */
  field: string;
  /**
   * `normalized` takes texts as equal that differ in case, in spaces at their ends, in `http` and `https`, or in a
   * slash at the end.
   */
  match: (typeof DUPLICATE_MATCHES)[number];
  /** Groups to return, the largest first; 1 to 200. */
  limit: number;
}

/** Records that share a value, at least two. */
export interface DuplicateGroup {
  key: JsonValue;
  count: number;
  records: { id: number; name: string; value: JsonValue }[];
}

/** Groups of records with the same value of a field; absent, null and empty values are no duplicates. */
export async function duplicates(
  executor: Executor,
  { filters, field, match, limit }: DuplicatesRequest,
  from: string,
  ...rules: readonly SqlRule[]
): Promise<DuplicateGroup[]> {
  const values: unknown[] = [];
  const value = placeRule(fieldReference(field, 'field').rule, values);
  const where = placeRule(filterRule(filters, ...rules), values);
  const key = match === 'exact' ? 'v.value' : normalized('v.value');
  const text = `
with v as (
  select e.id, e.name, ${value} as value from ${from} where ${where}
), k as (
  select v.id, v.name, v.value, ${key} as key, row_number() over (partition by ${key} order by v.id) as n
  from v where v.value is not null and v.value not in ('null', '""', '[]', '{}')
)
select k.key, count(*) as count,
  jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'value', k.value) order by k.id) filter (where k.n <= ${SHOWN}) as records
from k group by k.key having count(*) > 1 order by count(*) desc, min(k.id) limit ${limit}`;
  return executor.query<DuplicateGroup>({ text, values });
}

function normalized(value: string): string {
  const text = `regexp_replace(lower(btrim(${value} #>> '{}')), '^https?://|/+$', '', 'g')`;
  return `case when jsonb_typeof(${value}) = 'string' then to_jsonb(${text}) else ${value} end`;
}
