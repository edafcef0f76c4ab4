import { inject, Service } from '@angular/core';
import { type ChangePassword, type CurrentUser, type UpdateProfile } from '@bureau/contracts';
import { Api } from '@bureau/portal-core';

/** What people change about their own account. Every call rejects with an `ApiProblem`. */
@Service()
export class AccountApi {
  readonly #api = inject(Api);

  /** @param version the profile's version that was looked at */
  update(profile: UpdateProfile, version: number): Promise<CurrentUser> {
    return this.#api.patch('/auth/me', profile, { ifMatch: version });
  }

  /** Also ends every other session of the account. */
  changePassword(passwords: ChangePassword): Promise<void> {
    return this.#api.put('/auth/me/password', passwords);
  }

  endSession(id: number): Promise<void> {
    return this.#api.delete(`/auth/sessions/${id}`);
  }

  /** Ends every session but this one. */
  endOtherSessions(): Promise<void> {
    return this.#api.delete('/auth/sessions');
  }
}
