import { type Permission, type Role } from '@bureau/contracts';
import { currentContext, type Executor } from '@bureau/platform';
import { assertMayGive } from './role-policy';
import { unknownRole } from './role.errors';

/**
 * Holds that a person may be given a role by the context's caller; without a caller it is the system that gives.
 * @throws 400 for a role that there is not, 403 beyond the caller's own rights
 */
export async function assertRoleMayBeGiven(executor: Executor, role: Role): Promise<void> {
  const [row] = await executor.query<{ permissions: Permission[] }>({
    name: 'role_given',
    text: 'select permissions from roles where name = $1::text for key share',
    values: [role],
  });
  if (!row) throw unknownRole(role);
  const caller = currentContext()?.caller;
  if (caller) assertMayGive(caller, role, row.permissions);
}
