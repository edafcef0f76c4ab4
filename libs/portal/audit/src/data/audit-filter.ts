import { type ListQuery } from '@bureau/portal-core';

/** The filters of the audit list as the URL carries them. */
export interface AuditFilter {
  action?: string;
  entity_type?: string;
  entity_id?: string;
  user_id?: string;
  agent_task_id?: string;
  change_set_id?: string;
  outcome?: string;
  /** Days in the reader's zone, `2026-11-22`; both are included. */
  from?: string;
  to?: string;
}

export const AUDIT_FILTER_NAMES = [
  'action',
  'entity_type',
  'entity_id',
  'user_id',
  'agent_task_id',
  'change_set_id',
  'outcome',
  'from',
  'to',
] as const satisfies (keyof AuditFilter)[];

/** The list query for a filter. */
export function auditQuery(filter: AuditFilter): ListQuery {
  return { ...filterQuery(filter), count: 'capped' };
}

/** What finds the same rows wherever the API takes filters. `entity.*` finds every action on that resource. */
export function filterQuery({ action, from, to, ...exact }: AuditFilter): ListQuery {
  const start = from ? startOfDay(from, 0) : null;
  const end = to ? startOfDay(to, 1) : null;
  return {
    ...exact,
    ...(action?.endsWith('*') ? { 'action[like]': `${action.slice(0, -1)}%` } : { action }),
    'timestamp[gte]': start,
    'timestamp[lt]': end,
  };
}

/** The filters that are set, for the chips above the list. */
export function setFilters(filter: AuditFilter): { name: keyof AuditFilter; value: string }[] {
  return AUDIT_FILTER_NAMES.flatMap((name) => (filter[name] ? [{ name, value: filter[name] }] : []));
}

function startOfDay(day: string, plusDays: number): string | null {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number);
  const start = new Date(year, month - 1, date + plusDays);
  return Number.isNaN(start.getTime()) ? null : start.toISOString();
}
