import { inject, Service } from '@angular/core';
import { type NewRole, type RoleRecord } from '@bureau/contracts';
import { Api } from '@bureau/portal-core';

/** Roles, as admins manage them. Every call rejects with an `ApiProblem`. */
@Service()
export class RolesApi {
  readonly #api = inject(Api);

  create(role: NewRole, key: string): Promise<RoleRecord> {
    return this.#api.post('/roles', role, { idempotencyKey: key });
  }

  /** @param changes lists are replaced; what is left out stays */
  update(role: RoleRecord, changes: Partial<NewRole>): Promise<RoleRecord> {
    return this.#api.patch(`/roles/${role.id}`, changes, { ifMatch: role.version });
  }

  remove(role: RoleRecord): Promise<void> {
    return this.#api.delete(`/roles/${role.id}`, { ifMatch: role.version });
  }
}
