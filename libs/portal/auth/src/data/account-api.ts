import { inject, Service } from '@angular/core';
import {
  type ChangePassword,
  type CurrentUser,
  type LinkStart,
  type RecoveryCodes,
  type StepUpRequest,
  type StepUpResult,
  type TotpEnrolment,
  type UpdateProfile,
} from '@bureau/contracts';
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

  /** Shows again who one is. */
  stepUp(proof: StepUpRequest): Promise<StepUpResult> {
    return this.#api.post('/auth/step-up', proof);
  }

  /** A secret for an authenticator app; nothing is asked for before a code has confirmed it. */
  enrolTotp(): Promise<TotpEnrolment> {
    return this.#api.post('/auth/mfa/totp');
  }

  confirmTotp(otp: string): Promise<RecoveryCodes> {
    return this.#api.post('/auth/mfa/totp/confirm', { otp });
  }

  /** The old ones count no more. */
  newRecoveryCodes(): Promise<RecoveryCodes> {
    return this.#api.post('/auth/mfa/totp/recovery-codes');
  }

  disableTotp(): Promise<void> {
    return this.#api.delete('/auth/mfa/totp');
  }

  /** @returns where the browser must go to connect an identity */
  linkIdentity(): Promise<LinkStart> {
    return this.#api.post('/auth/oidc/identities');
  }

  unlinkIdentity(id: number): Promise<void> {
    return this.#api.delete(`/auth/oidc/identities/${id}`);
  }
}
