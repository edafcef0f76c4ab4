import { type ListQuery } from '@bureau/portal-core';

export const AUDIT_FILTER_NAMES = [
  'action',
  'entity_type',
  'entity_id',
  'actor_type',
  'actor_name',
  'user_id',
  'approved_by',
  'agent_task_id',
  'change_set_id',
  'session_id',
  'request_id',
  'ip',
  'outcome',
  'from',
  'to',
] as const;
export type AuditFilterName = (typeof AUDIT_FILTER_NAMES)[number];

/**
 * The filters of the audit list as the URL carries them; `from` and `to` are days in the reader's zone, `2026-11-22`,
 * both included, or times.
 */
export type AuditFilter = Partial<Record<AuditFilterName, string>>;

/** The list query for a filter. */
export function auditQuery(filter: AuditFilter): ListQuery {
  return { ...filterQuery(filter), count: 'capped' };
}

/** What finds the same rows wherever the API takes filters. `entity.*` finds every action on that resource. */
export function filterQuery({ action, actor_type, actor_name, from, to, ...exact }: AuditFilter): ListQuery {
  return {
    ...exact,
    ...(actor_type && { 'actor.type': actor_type }),
    ...(actor_name && { 'actor.name': actor_name }),
    ...(action?.endsWith('*') ? { 'action[like]': `${action.slice(0, -1)}%` } : { action }),
    'timestamp[gte]': from ? momentOf(from, 0) : null,
    'timestamp[lt]': to ? momentOf(to, 1) : null,
  };
}

/** The filters that are set, for the chips above the list. */
export function setFilters(filter: AuditFilter): { name: AuditFilterName; value: string }[] {
  return AUDIT_FILTER_NAMES.flatMap((name) => {
    const value = filter[name];
    return value ? [{ name, value }] : [];
  });
}

/** The moment at which a day begins, some days on; a text with a time is that time. */
function momentOf(text: string, plusDays: number): string | null {
  const time = text.includes('T') ? new Date(text) : dayStart(text, plusDays);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

function dayStart(day: string, plusDays: number): Date {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number);
  return new Date(year, month - 1, date + plusDays);
}
