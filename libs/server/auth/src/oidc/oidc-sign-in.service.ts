import { AuditWriter, CONFIG, type Config, requireCaller } from '@bureau/platform';
import { Inject, Injectable } from '@nestjs/common';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { SecondFactor } from '../mfa/second-factor.service';
import { type OpenSession } from '../sessions/sessions.service';
import { SignInService } from '../sign-in/sign-in.service';
import { Identities } from './identities.service';
import { OidcProviderClient } from './oidc-provider.client';
import { OidcFailure, type OidcProblem } from './oidc.errors';
import { portalPath } from './portal-path';
import { type LoginState, SealedState } from './sealed-state';

/** Below the API's prefix; the provider must know it with the portal's address before it. */
export const CALLBACK_PATH = '/api/v1/auth/oidc/callback';

/** What becomes of a browser that came back from the provider. */
export type Returned =
  | { outcome: 'signed_in'; session: OpenSession; return_to: string }
  | { outcome: 'code_missing'; pending: string }
  | { outcome: 'linked'; return_to: string }
  | { outcome: 'failed'; problem: OidcProblem; linking: boolean };

/** Sign-ins at the OpenID provider, and links to it. */
@Injectable()
export class OidcSignIn {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly provider: OidcProviderClient,
    private readonly identities: Identities,
    private readonly states: SealedState,
    private readonly factor: SecondFactor,
    private readonly signIn: SignInService,
    private readonly audit: AuditWriter,
  ) {}

  /**
   * Begins a sign-in.
   * @param returnTo path of the portal; anything else becomes its first page
   * @param again whether the provider is to ask anew who it is
   * @returns where the browser goes, and what it must carry
   */
  start(returnTo: string | undefined, again: boolean): Promise<{ location: string; state: string }> {
    return this.begin({ return_to: portalPath(returnTo), again, link: null });
  }

  /** Begins to link an identity to the caller's account. */
  startLink(): Promise<{ location: string; state: string }> {
    const { user_id, session_id } = requireCaller();
    if (session_id === null) throw new Error('A step-up passed without a session');
    return this.begin({ return_to: '/settings', again: true, link: { user_id, session_id } });
  }

  /**
   * The browser is back.
   * @param query of the address that it was sent to, with its `?`
   * @param sealed what it carried
   */
  async finish(query: string, sealed: string | undefined): Promise<Returned> {
    const state = this.states.openLogin(sealed);
    try {
      if (!state) throw new OidcFailure('OIDC_STATE', 'The browser carried no sign-in, or an old one.');
      const callback = new URL(`${this.config.publicUrl}${CALLBACK_PATH}${query}`);
      const identity = await this.provider.identify(callback, state);
      if (state.link) {
        await this.identities.link(identity, state.link);
        return { outcome: 'linked', return_to: state.return_to };
      }
      return await this.enter(await this.identities.personOf(identity), state.return_to);
    } catch (error) {
      if (!(error instanceof OidcFailure)) throw error;
      await this.refused(error);
      return { outcome: 'failed', problem: error.problem, linking: state?.link != null };
    }
  }

  /** The provider's word is the first factor; whoever has an authenticator app gives a code as well. */
  private async enter(userId: number, return_to: string): Promise<Returned> {
    if (await this.factor.isEnrolled(userId))
      return { outcome: 'code_missing', pending: this.states.sealPending({ user_id: userId, return_to }) };
    return {
      outcome: 'signed_in',
      session: await this.signIn.open(userId, 'By the OpenID provider.'),
      return_to,
    };
  }

  private async begin(
    wanted: Pick<LoginState, 'return_to' | 'again' | 'link'>,
  ): Promise<{ location: string; state: string }> {
    const state: LoginState = {
      ...wanted,
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
    };
    const location = await this.provider.authorizationUrl(state, `${this.config.publicUrl}${CALLBACK_PATH}`);
    return { location, state: this.states.sealLogin(state) };
  }

  private async refused({ message, userId }: OidcFailure): Promise<void> {
    await this.audit.record({
      action: 'session.sign_in',
      outcome: 'refused',
      user_id: userId ?? undefined,
      entity_type: 'user',
      entity_id: userId ?? undefined,
      reason: `OpenID: ${message}`,
    });
  }
}
