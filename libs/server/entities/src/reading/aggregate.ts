import { type EntityAggregate } from '@bureau/contracts';
import {
  commonError,
  filterRule,
  placeRule,
  type Executor,
  type Filter,
  type SqlRule,
} from '@bureau/platform';
import { fieldReference } from './field-reference';

export const AGGREGATE_FUNCTIONS = ['count', 'sum', 'avg', 'min', 'max'] as const;
export type AggregateFunction = (typeof AGGREGATE_FUNCTIONS)[number];

/** What is asked of the records that match. */
export interface AggregateRequest {
  filters: readonly Filter[];
  /** A column or `metadata.<path>`; absent: all records are one group with the key null. */
  group_by?: string;
  /** `count` where absent; the others need `field`. */
  function?: AggregateFunction;
  field?: string;
  /** Groups to return, the largest first; 1 to 200. */
  limit: number;
}

/**
 * Counts the matching records of `from` by group, and sums up one field of each.
 * `value` is a decimal as text; sums and averages take numbers only, and are null where a group has none.
 */
export async function aggregate(
  executor: Executor,
  request: AggregateRequest,
  from: string,
  ...rules: readonly SqlRule[]
): Promise<EntityAggregate[]> {
  const values: unknown[] = [];
  const key = request.group_by
    ? placeRule(fieldReference(request.group_by, 'group_by').rule, values)
    : 'null::jsonb';
  const value = valueSql(request, values);
  const where = placeRule(filterRule(request.filters, ...rules), values);
  const text = `select coalesce(${key}, 'null') as key, count(*) as count${value && `, ${value} as value`}
    from ${from} where ${where} group by 1 order by 2 desc, 1 limit ${request.limit}`;
  const groups = await executor.query<EntityAggregate>({ text, values });
  const nothing = groups.length === 0 && !request.group_by;
  return nothing ? [{ key: null, count: 0, ...(value && { value: null }) }] : groups;
}

function valueSql({ function: name = 'count', field }: AggregateRequest, values: unknown[]): string {
  if (name === 'count') return '';
  if (!field) throw fieldMissing(name);
  const ordered = name === 'min' || name === 'max';
  const reference = fieldReference(field, 'field', ordered);
  const at = placeRule(reference.rule, values);
  const number = `(case when jsonb_typeof(${at}) = 'number' then (${at} #>> '{}')::numeric end)`;
  if (!ordered) return `trim_scale(round(${name}(${number}), 6))::text`;
  const text = `(case when jsonb_typeof(${at}) = 'string' then ${at} #>> '{}' end)`;
  return `coalesce(${name}(${number})::text, ${name}(${text}))`;
}

function fieldMissing(name: string): Error {
  const detail = `${name} needs a field, such as metadata.price.`;
  return commonError('VALIDATION_FAILED', detail, {
    errors: [{ pointer: 'query/field', code: 'FIELD_REQUIRED', detail }],
  });
}
