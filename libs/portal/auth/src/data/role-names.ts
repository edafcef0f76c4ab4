import { computed, inject, type Signal } from '@angular/core';
import { BUILT_IN_ROLES, type RoleRecord } from '@bureau/contracts';
import { apiResource, Session } from '@bureau/portal-core';

/** Roles of one installation that are offered in a list. */
const MOST = 200;

/** The names that a person can be given; those that came with the product where roles may not be read. */
export function roleNames(): Signal<readonly string[]> {
  const session = inject(Session);
  const roles = apiResource<RoleRecord[]>(
    () => (session.can('role:read') ? '/roles' : undefined),
    () => ({ limit: MOST, sort: 'name' }),
  );
  return computed(() => roles.value()?.map(({ name }) => name) ?? BUILT_IN_ROLES);
}
