import { type AuditLog } from '@bureau/contracts';
import {
  accessOf,
  hiddenProblem,
  type ListQuery,
  refusal,
  requireCaller,
  type ResourceAccess,
  type SqlRule,
} from '@bureau/platform';

/** Audit rows as the rules of a caller leave them: those of records they may see, without hidden values. */
export interface AuditAccess {
  /** Conditions on `audit_logs e`; none for callers without rules. */
  rules: readonly SqlRule[];
  /** Whether the row holds no value that could be hidden from the caller. */
  isOpen(row: Pick<AuditLog, 'entity_type'>): boolean;
  masked<Row extends Pick<AuditLog, 'entity_type' | 'old_values' | 'new_values'>>(row: Row): Row;
}

/**
 * What the context's caller may see of the log.
 * @throws 403 where the query asks by a value that is hidden from them
 */
export function auditAccess(query: Partial<Pick<ListQuery, 'filters'>> = {}): AuditAccess {
  const access = accessOf(requireCaller(), 'entity');
  assertUsableValues(access, query.filters ?? []);
  const isOpen: AuditAccess['isOpen'] = ({ entity_type }) =>
    access.hidden.length === 0 || entity_type !== 'entity';
  return {
    rules: access.narrowed ? [recordsOf(access)] : [],
    isOpen,
    masked: (row) =>
      isOpen(row) ? row : { ...row, ...access.visibleChange(row.old_values, row.new_values) },
  };
}

/** A record that is gone for good belongs to nobody by their rules, and so do the rows that tell of it. */
function recordsOf(access: ResourceAccess): SqlRule {
  const { text, values } = access.rows('read', 'r');
  return {
    text: `(e.entity_type is distinct from 'entity' or exists (select from entities r where r.id = e.entity_id and (${text})))`,
    values,
  };
}

function assertUsableValues(access: ResourceAccess, filters: ListQuery['filters']): void {
  const problems = filters.flatMap((filter) => {
    if (filter.kind !== 'json' || filter.path.length === 0) return [];
    const field = filter.path.join('.');
    return access.seesAllOf(field)
      ? []
      : [hiddenProblem(field, `query/${filter.sql.slice('e.'.length)}.${field}`)];
  });
  if (problems.length > 0) throw refusal(problems);
}
