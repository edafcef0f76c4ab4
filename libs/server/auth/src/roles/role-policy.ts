import { ADMIN_ROLE, checkRules, type Permission, PERMISSIONS, type ProblemField } from '@bureau/contracts';
import { type Caller } from '@bureau/platform';
import { beyondOwnRights, invalidRole, narrowedGiver, roleProtected } from './role.errors';

/** What of a role somebody wants to write. */
export interface RoleValues {
  name?: string;
  description?: string | null;
  permissions?: Permission[];
  rules?: unknown;
}

/** @throws 400 with a pointer to each permission, field and operator that there is not */
export function assertUnderstood({ permissions = [], rules = [] }: RoleValues): void {
  const errors: ProblemField[] = permissions.flatMap((permission, n) =>
    Object.hasOwn(PERMISSIONS, permission)
      ? []
      : [
          {
            pointer: `/permissions/${n}`,
            code: 'UNKNOWN_PERMISSION',
            detail: `There is no permission ${permission}.`,
          },
        ],
  );
  errors.push(...checkRules(rules));
  if (errors.length > 0) throw invalidRole(errors);
}

/**
 * Nobody gives what they do not have, through a role or by naming somebody to it. Who is narrowed by rules gives
 * nothing: whether other rules are narrower than their own cannot be told.
 * @throws 403
 */
export function assertMayGive(giver: Caller, role: string, permissions: readonly Permission[]): void {
  if (giver.role === ADMIN_ROLE) return;
  const given = role === ADMIN_ROLE ? (Object.keys(PERMISSIONS) as Permission[]) : permissions;
  const missing = given.filter((permission) => !giver.permissions.has(permission));
  if (missing.length > 0) throw beyondOwnRights(missing);
  if (giver.rules !== null) throw narrowedGiver();
}

/** @throws 409 for what nobody may change of a role that came with the product */
export function assertChangeable(role: { name: string; built_in: boolean }, values: RoleValues): void {
  if (role.name === ADMIN_ROLE) throw roleProtected('The role admin may always do everything.');
  if (role.built_in && values.name !== undefined && values.name !== role.name)
    throw roleProtected('A role that came with the product keeps its name.');
}
