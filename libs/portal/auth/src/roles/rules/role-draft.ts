import {
  type FieldAccess,
  type FieldRule,
  type NewRole,
  type Permission,
  type RoleRecord,
  type RowRule,
  type RuleAction,
} from '@bureau/contracts';
import { RULED } from './rule-fields';
import { type GroupNode, newId } from './rule-nodes';
import { groupOf, treeOf } from './rule-tree';

export interface RowRuleDraft {
  readonly id: number;
  readonly action: RuleAction;
  readonly where: GroupNode;
}

export interface FieldRuleDraft {
  readonly id: number;
  readonly field: string;
  readonly access: FieldAccess;
}

/** A role as it is edited. */
export interface RoleDraft {
  readonly name: string;
  readonly description: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly rows: readonly RowRuleDraft[];
  readonly fields: readonly FieldRuleDraft[];
}

export const EMPTY_ROLE: RoleDraft = {
  name: '',
  description: '',
  permissions: new Set<Permission>(['account:manage', 'notification:read', 'entity:read']),
  rows: [],
  fields: [],
};

export function draftOf(role: RoleRecord): RoleDraft {
  return {
    name: role.name,
    description: role.description ?? '',
    permissions: new Set(role.permissions),
    rows: role.rules.flatMap((rule) =>
      'field' in rule ? [] : [{ id: newId(), action: rule.action, where: groupOf(rule.where) }],
    ),
    fields: role.rules.flatMap((rule) =>
      'field' in rule ? [{ id: newId(), field: rule.field, access: rule.access }] : [],
    ),
  };
}

/** The role as the API takes it: rules on rows first, then those on fields. */
export function roleOf(draft: RoleDraft): Required<NewRole> {
  const rows = draft.rows.map(({ action, where }): RowRule => ({
    resource: RULED,
    action,
    where: treeOf(where),
  }));
  const fields = draft.fields.map(({ field, access }): FieldRule => ({
    resource: RULED,
    field: field.trim(),
    access,
  }));
  return {
    name: draft.name.trim(),
    description: draft.description.trim() || null,
    permissions: [...draft.permissions],
    rules: [...rows, ...fields],
  };
}

/** Whether two drafts are the same role. */
export function sameRole(one: RoleDraft, other: RoleDraft): boolean {
  const text = (draft: RoleDraft) => {
    const role = roleOf(draft);
    return JSON.stringify({ ...role, permissions: [...role.permissions].sort() });
  };
  return text(one) === text(other);
}
