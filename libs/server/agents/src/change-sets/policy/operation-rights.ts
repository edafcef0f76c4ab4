import { type ChangeOperation, type Permission } from '@bureau/contracts';
import { type Caller } from '@bureau/platform';

const NEEDED: Readonly<Record<ChangeOperation, Permission>> = {
  create: 'entity:create',
  update: 'entity:update',
  delete: 'entity:delete',
  restore: 'entity:delete',
  relate: 'entity:update',
  unrelate: 'entity:update',
};

/** The first permission that these operations need and the caller lacks; null where they have them all. */
export function missingPermission(
  permissions: Caller['permissions'],
  operations: Iterable<ChangeOperation>,
): Permission | null {
  for (const operation of new Set(operations)) {
    for (const permission of ['entity:read', NEEDED[operation]] as const) {
      if (!permissions.has(permission)) return permission;
    }
  }
  return null;
}
