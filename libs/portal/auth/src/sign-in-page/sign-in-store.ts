import { computed, inject, Service, signal } from '@angular/core';
import { type LoginRequest, type SignInOptions } from '@bureau/contracts';
import { type ApiProblem, Session, toApiProblem } from '@bureau/portal-core';
import { SignInApi } from '../data/sign-in-api';
import { signInFailure } from './sign-in-failure';

export type SignInStep = 'password' | 'code';

/** What the provider has shown is known to the server alone: there are no credentials to send with the code. */
const AT_PROVIDER = 'provider';

/** Signing in, step by step: the password, then the code where the account has an authenticator app. */
@Service({ autoProvided: false })
export class SignInStore {
  readonly #session = inject(Session);
  readonly #api = inject(SignInApi);
  readonly #proof = signal<LoginRequest | typeof AT_PROVIDER | null>(null);
  readonly #problem = signal<ApiProblem | null>(null);
  readonly #options = signal<SignInOptions>({ oidc: null, password_reset: false });
  readonly #busy = signal(false);

  readonly step = computed<SignInStep>(() => (this.#proof() ? 'code' : 'password'));
  readonly problem = this.#problem.asReadonly();
  readonly options = this.#options.asReadonly();
  readonly busy = this.#busy.asReadonly();
  readonly failure = computed(() =>
    signInFailure(this.#problem(), this.step(), this.#options().password_reset),
  );

  /** Asks what else the page offers. Without an answer it offers the password alone. */
  async readOptions(): Promise<void> {
    await this.#api.options().then(
      (options) => this.#options.set(options),
      () => undefined,
    );
  }

  /** The browser is back from the provider, and the account asks for a code as well. */
  afterProvider(): void {
    this.#proof.set(AT_PROVIDER);
  }

  /** @returns true once signed in; false after a failure, or where the code is asked for next */
  async withPassword(credentials: LoginRequest): Promise<boolean> {
    return this.#try(async () => {
      try {
        await this.#session.signIn(credentials);
        return true;
      } catch (error) {
        const problem = toApiProblem(error);
        if (problem.code !== 'OTP_REQUIRED') throw problem;
        this.#proof.set(credentials);
        return false;
      }
    });
  }

  /** @param otp six digits or a recovery code. @returns true once signed in */
  async withCode(otp: string): Promise<boolean> {
    const proof = this.#proof();
    if (!proof) return false;
    return this.#try(async () => {
      if (proof === AT_PROVIDER) await this.#session.signInByCode(otp);
      else await this.#session.signIn({ ...proof, otp });
      return true;
    });
  }

  /** Forgets the password. */
  startAgain(): void {
    this.#proof.set(null);
    this.#problem.set(null);
  }

  async #try(work: () => Promise<boolean>): Promise<boolean> {
    this.#busy.set(true);
    this.#problem.set(null);
    try {
      return await work();
    } catch (error) {
      const problem = toApiProblem(error);
      // The provider's word counts five minutes: after that it must be asked anew.
      if (problem.code === 'REFRESH_TOKEN_REFUSED') this.#proof.set(null);
      this.#problem.set(problem);
      return false;
    } finally {
      this.#busy.set(false);
    }
  }
}
