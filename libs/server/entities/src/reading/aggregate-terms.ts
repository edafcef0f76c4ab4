import { commonError, placeRule } from '@bureau/platform';
import { fieldReference } from './field-reference';

export const AGGREGATE_FUNCTIONS = ['count', 'sum', 'avg', 'min', 'max'] as const;
export type AggregateFunction = (typeof AGGREGATE_FUNCTIONS)[number];

export const TIME_UNITS = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
type TimeUnit = (typeof TIME_UNITS)[number];

const MAX_GROUP_FIELDS = 3;
const MAX_METRICS = 5;
const BUCKET = new RegExp(`^(created_at|updated_at):(${TIME_UNITS.join('|')})$`);

/** What records are grouped by: a field, or the span of time that one lies in. */
export interface GroupTerm {
  field: string;
  unit: TimeUnit | null;
}

/** What is worked out for each group. */
export interface MetricTerm {
  /** As the caller wrote it: `sum:metadata.size`. */
  name: string;
  function: AggregateFunction;
  /** Null for `count`. */
  field: string | null;
}

/** Reads `status,created_at:month`. @throws 400 */
export function groupTerms(text: string | undefined): GroupTerm[] {
  if (text === undefined) return [];
  const terms = text.split(',').map((term): GroupTerm => {
    const bucket = BUCKET.exec(term);
    return bucket ? { field: bucket[1] ?? '', unit: bucket[2] as TimeUnit } : { field: term, unit: null };
  });
  if (terms.length > MAX_GROUP_FIELDS)
    throw refuse('group_by', `Groups are made by at most ${MAX_GROUP_FIELDS} fields.`);
  return terms;
}

/** Reads `count,sum:metadata.size,max:created_at`. @throws 400 */
export function metricTerms(text: string | undefined): MetricTerm[] {
  if (text === undefined) return [];
  const terms = text.split(',').map((name) => metricTerm(name));
  if (terms.length > MAX_METRICS) throw refuse('metrics', `At most ${MAX_METRICS} metrics.`);
  return terms;
}

function metricTerm(name: string): MetricTerm {
  const colon = name.indexOf(':');
  const [given, field] = colon < 0 ? [name, null] : [name.slice(0, colon), name.slice(colon + 1)];
  const found = AGGREGATE_FUNCTIONS.find((one) => one === given);
  if (!found || (found === 'count') !== (field === null))
    throw refuse(
      'metrics',
      `"${name.slice(0, 100)}" is no metric: use count, or sum, avg, min or max with a field, as in sum:metadata.size.`,
    );
  return { name, function: found, field };
}

/** The key of a group as SQL of type `jsonb`; a span of time is the moment at which it begins. */
export function groupSql({ field, unit }: GroupTerm, timeZone: string, values: unknown[]): string {
  if (unit === null) return `coalesce(${placeRule(fieldReference(field, 'group_by').rule, values)}, 'null')`;
  values.push(timeZone);
  const start = `date_trunc('${unit}', e.${field}, $${values.length}::text)`;
  return `to_jsonb(to_char(${start} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;
}

/** A metric as SQL: its value as text, and what groups are ordered by under its name. */
export function metricSql(
  { function: name, field }: MetricTerm,
  parameter: string,
  values: unknown[],
): { value: string; order: string[] } {
  if (field === null) return { value: 'count(*)::text', order: ['count(*)'] };
  const ordered = name === 'min' || name === 'max';
  const at = placeRule(fieldReference(field, parameter, ordered).rule, values);
  const number = `(case when jsonb_typeof(${at}) = 'number' then (${at} #>> '{}')::numeric end)`;
  if (!ordered)
    return { value: `trim_scale(round(${name}(${number}), 6))::text`, order: [`${name}(${number})`] };
  const text = `(case when jsonb_typeof(${at}) = 'string' then ${at} #>> '{}' end)`;
  return {
    value: `coalesce(${name}(${number})::text, ${name}(${text}))`,
    order: [`${name}(${number})`, `${name}(${text})`],
  };
}

/** @throws 400 where it is no name of a time zone */
export function checkedTimeZone(name: string): string {
  // An offset such as +01:00 means the opposite to PostgreSQL of what it means to everybody else.
  if (/^[A-Za-z][\w+/-]{0,60}$/.test(name) && isTimeZone(name)) return name;
  throw refuse('time_zone', 'Expected the name of a time zone, such as Europe/Berlin.');
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export function refuse(parameter: string, detail: string): Error {
  return commonError('VALIDATION_FAILED', detail, {
    errors: [{ pointer: `query/${parameter}`, code: 'VALIDATION_FAILED', detail }],
  });
}
