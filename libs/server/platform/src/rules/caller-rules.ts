import {
  checkRules,
  fieldPathOf,
  type RoleRule,
  RULE_CATALOGUES,
  type RuleAction,
  type RuleResource,
  type RuleTree,
} from '@bureau/contracts';
import { type ProtectedField } from './protected-writes';

/** The rules of one resource, made ready. */
export interface ResourceRules {
  rows: Readonly<Partial<Record<RuleAction, RuleTree>>>;
  fields: readonly ProtectedField[];
}

/** What narrows the permissions of a caller, by resource; a resource that is absent is not narrowed. */
export type CallerRules = Readonly<Partial<Record<RuleResource, ResourceRules>>>;

const NOTHING: RuleTree = { all: [{ field: 'id', op: 'is_null', value: true }] };

/**
 * A role's stored rules, made ready; null where there are none. Rules that are not understood, as after a step back to
 * an older version of the product, let nothing through rather than everything.
 */
export function callerRules(stored: readonly RoleRule[]): CallerRules | null {
  if (stored.length === 0) return null;
  if (checkRules(stored).length > 0) return { entity: { rows: { read: NOTHING }, fields: [] } };
  const rules: Partial<Record<RuleResource, ResourceRules>> = {};
  for (const resource of Object.keys(RULE_CATALOGUES) as RuleResource[]) {
    const own = stored.filter((rule) => rule.resource === resource);
    if (own.length > 0) rules[resource] = { rows: rowsOf(own), fields: fieldsOf(resource, own) };
  }
  return rules;
}

function rowsOf(rules: readonly RoleRule[]): ResourceRules['rows'] {
  const rows: Partial<Record<RuleAction, RuleTree>> = {};
  for (const rule of rules) {
    if (!('where' in rule)) continue;
    const before = rows[rule.action];
    rows[rule.action] = before ? { all: [before, rule.where] } : rule.where;
  }
  return rows;
}

function fieldsOf(resource: RuleResource, rules: readonly RoleRule[]): ProtectedField[] {
  return rules.flatMap((rule) => {
    const path = 'field' in rule ? fieldPathOf(RULE_CATALOGUES[resource], rule.field) : null;
    return path && 'access' in rule ? [{ ...path, access: rule.access }] : [];
  });
}
