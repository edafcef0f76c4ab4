import { type Permission } from '@bureau/contracts';
import { permissionDenied, type Caller } from '@bureau/platform';

/** Words for what a permission lets somebody do, for the sentence of a refusal. */
const DEEDS: Partial<Record<Permission, string>> = {
  'entity:read': 'see records',
  'entity:create': 'create records',
  'entity:update': 'change records',
  'entity:delete': 'delete or restore records',
  'entity:purge': 'delete records for good',
  'entity:import': 'import records',
  'entity:export': 'export records',
};

/**
 * The rule of every use case, whoever comes: a route, an agent's tool or a job.
 * @throws 403 where the caller lacks the permission
 */
export function assertMay(caller: Caller, permission: Permission): Caller {
  if (caller.permissions.has(permission)) return caller;
  throw permissionDenied(
    `You may not ${DEEDS[permission] ?? permission}: this needs the permission ${permission}.`,
  );
}
