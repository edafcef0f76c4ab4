import { inject, Service } from '@angular/core';
import { type CurrentUser } from '@bureau/contracts';
import { Api } from '@bureau/portal-core';

/** What people change about their own account. Every call rejects with an `ApiProblem`. */
@Service()
export class AccountApi {
  readonly #api = inject(Api);

  /** @param version the profile's version that was looked at */
  rename(full_name: string, version: number): Promise<CurrentUser> {
    return this.#api.patch('/auth/me', { full_name }, { ifMatch: version });
  }

  changePassword(current_password: string, new_password: string): Promise<void> {
    return this.#api.put('/auth/me/password', { current_password, new_password });
  }
}
