import { type EntityAggregate, type JsonValue } from '@bureau/contracts';
import {
  commonError,
  type Executor,
  type Filter,
  filterRule,
  placeRule,
  ProblemError,
  type SqlRule,
} from '@bureau/platform';
import {
  type AggregateFunction,
  checkedTimeZone,
  groupSql,
  groupTerms,
  metricSql,
  type MetricTerm,
  metricTerms,
  refuse,
} from './aggregate-terms';

/** Groups that one question may make; more than that is no summary. */
const MAX_GROUPS = 10_000;

/** What is asked of the records that match. */
export interface AggregateRequest {
  filters: readonly Filter[];
  /** Columns, `metadata.<path>` or `created_at:month`, comma-separated; absent: all records are one group. */
  group_by?: string;
  /** One metric: `count` where absent; the others need `field`. */
  function?: AggregateFunction;
  field?: string;
  /** Several metrics, `sum:metadata.size,max:created_at`, instead of `function` and `field`. */
  metrics?: string;
  /** In which months begin; UTC where absent. */
  time_zone?: string;
  /** `key`, `count` or the name of a metric, `-` for descending; `-count,key` where absent. */
  sort?: string;
  /** Groups to return, 1 to 200. */
  limit: number;
}

interface GroupRow {
  keys: JsonValue[];
  count: number;
  values: (string | null)[];
  groups: number;
}

interface Metric extends MetricTerm {
  value: string;
  order: string[];
}

/**
 * Counts the matching records of `from` by group, and works out metrics of each. Values are decimals as text; sums and
 * averages take numbers only, and are null where a group has none.
 * @throws 400 for anything that is not understood, 422 where there are too many groups
 */
export async function aggregate(
  executor: Executor,
  request: AggregateRequest,
  from: string,
  ...rules: readonly SqlRule[]
): Promise<EntityAggregate[]> {
  const values: unknown[] = [];
  const timeZone = checkedTimeZone(request.time_zone ?? 'UTC');
  const groups = groupTerms(request.group_by);
  const keys = groups.map((term) => groupSql(term, timeZone, values));
  const metrics = metricsOf(request).map((term) => ({
    ...term,
    ...metricSql(term, parameterOf(request), values),
  }));
  const order = orderSql(request.sort ?? '-count,key', keys, metrics);
  const where = placeRule(filterRule(request.filters, ...rules), values);
  const columns = [
    ...keys.map((key, n) => `${key} as k${n}`),
    ...metrics.map(({ value }, n) => `${value} as m${n}`),
  ];
  const text = `
select json_build_array(${keys.map((_, n) => `g.k${n}`).join(', ')}) as keys, g.count,
  json_build_array(${metrics.map((_, n) => `g.m${n}`).join(', ')}) as values, g.groups
from (
  select ${[...columns, 'count(*) as count', 'count(*) over () as groups', `row_number() over (order by ${order}) as place`].join(', ')}
  from ${from} where ${where}${keys.length > 0 ? ` group by ${keys.map((_, n) => n + 1).join(', ')}` : ''}
) g order by g.place limit ${request.limit}`;
  const rows = await executor.query<GroupRow>({ text, values });
  if ((rows[0]?.groups ?? 0) > MAX_GROUPS) throw tooManyGroups(rows[0]?.groups ?? 0);
  return rows.map((row) => toAggregate(request, groups.length, metrics, row));
}

/** The fields that a request asks by, with the parameter that names each. */
export function fieldsAskedBy(request: Omit<AggregateRequest, 'filters' | 'limit'>): [string, string][] {
  return [
    ...groupTerms(request.group_by).map(({ field }): [string, string] => ['group_by', field]),
    ...metricTerms(request.metrics).flatMap(({ field }): [string, string][] =>
      field === null ? [] : [['metrics', field]],
    ),
    ...(request.field === undefined ? [] : [['field', request.field] as [string, string]]),
  ];
}

function parameterOf({ metrics }: AggregateRequest): string {
  return metrics === undefined ? 'field' : 'metrics';
}

function metricsOf({ function: name = 'count', field, metrics }: AggregateRequest): MetricTerm[] {
  if (metrics !== undefined) {
    if (field !== undefined || name !== 'count')
      throw refuse('metrics', 'Give either metrics or function and field.');
    return metricTerms(metrics);
  }
  if (name === 'count') return [];
  if (field) return [{ name: `${name}:${field}`, function: name, field }];
  const detail = `${name} needs a field, such as metadata.price.`;
  throw commonError('VALIDATION_FAILED', detail, {
    errors: [{ pointer: 'query/field', code: 'FIELD_REQUIRED', detail }],
  });
}

/** Groups without a value come last, whichever way the others go. */
function orderSql(sort: string, keys: readonly string[], metrics: readonly Metric[]): string {
  return sort
    .split(',')
    .flatMap((term) => {
      const direction = term.startsWith('-') ? 'desc' : 'asc';
      const name = term.replace(/^-/, '');
      const expressions =
        name === 'key'
          ? keys
          : name === 'count'
            ? ['count(*)']
            : metrics.find((metric) => metric.name === name)?.order;
      if (!expressions)
        throw refuse(
          'sort',
          `Groups cannot be sorted by "${name.slice(0, 100)}": use key, count or a metric.`,
        );
      return expressions.map((expression) => `${expression} ${direction} nulls last`);
    })
    .join(', ');
}

function toAggregate(
  request: AggregateRequest,
  groups: number,
  metrics: readonly Metric[],
  { keys, count, values }: GroupRow,
): EntityAggregate {
  const several = request.metrics !== undefined;
  return {
    key: keys[0] ?? null,
    ...(groups > 1 && { keys }),
    count,
    ...(!several && metrics.length > 0 && { value: values[0] ?? null }),
    ...(several && { values: Object.fromEntries(metrics.map(({ name }, n) => [name, values[n] ?? null])) }),
  };
}

function tooManyGroups(groups: number): ProblemError {
  return new ProblemError(
    422,
    'TOO_MANY_GROUPS',
    `This makes ${groups} groups, and at most ${MAX_GROUPS} are worked out. Narrow the filter, or group by something coarser.`,
  );
}
