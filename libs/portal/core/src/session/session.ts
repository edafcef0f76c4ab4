import { HttpClient, HttpContext } from '@angular/common/http';
import { computed, inject, Service, signal } from '@angular/core';
import {
  CLIENT_HEADER,
  type CurrentUser,
  type LoginRequest,
  type Permission,
  PORTAL_CLIENT,
  type TokenResponse,
} from '@bureau/contracts';
import { firstValueFrom } from 'rxjs';
import { apiUrl, WITHOUT_SESSION } from '../http/api-base';
import { ApiProblem, toApiProblem } from '../http/api-problem';
import { SessionTabs } from './session-tabs';

/** `unknown` until the portal has asked whether the browser still has a session. */
export type SessionState = 'unknown' | 'signed-in' | 'signed-out';

/** A token is used no longer when less of its life is left, in milliseconds. */
const USE_MARGIN = 5_000;
/** A token is renewed in the background this long before it ends, in milliseconds. */
const RENEW_MARGIN = 60_000;

/**
 * Who is signed in. The access token lives in this object alone; the refresh token is a cookie that scripts
 * cannot read. Tabs share one refresh at a time and learn of each other's sign-in and sign-out.
 */
@Service()
export class Session {
  readonly #http = inject(HttpClient);
  readonly #tabs = inject(SessionTabs);
  readonly #user = signal<CurrentUser | null>(null);
  readonly #state = signal<SessionState>('unknown');
  readonly #ended = signal(false);
  #token = '';
  /** When the token ends, on this device's monotonic clock. */
  #endsAt = 0;
  #refreshing: Promise<string> | null = null;
  #restoring: Promise<SessionState> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly user = this.#user.asReadonly();
  readonly state = this.#state.asReadonly();
  /** The session ended without the person asking for it. */
  readonly ended = this.#ended.asReadonly();
  readonly #permissions = computed(() => new Set<Permission>(this.#user()?.permissions ?? []));

  constructor() {
    this.#tabs.onTokens((tokens) => this.#take(tokens));
    this.#tabs.onSignedOut(() => this.#clear(this.#state() === 'signed-in'));
  }

  /** May the signed-in person do this? Reads a signal: templates and guards follow a change of role. */
  can(permission: Permission): boolean {
    return this.#permissions().has(permission);
  }

  /** Asks once, at the start, whether the browser still has a session. */
  restore(): Promise<SessionState> {
    this.#restoring ??= this.#restore();
    return this.#restoring;
  }

  /** Signs in; rejects with the API's problem. */
  signIn(credentials: LoginRequest): Promise<void> {
    return this.#enter('/auth/login', credentials);
  }

  /** Completes a sign-in at the OpenID provider by the code that Bureau asks for as well. */
  signInByCode(otp: string): Promise<void> {
    return this.#enter('/auth/oidc/code', { otp });
  }

  async #enter(path: string, proof: unknown): Promise<void> {
    const tokens = await this.#post<TokenResponse>(path, proof);
    this.#restoring = Promise.resolve('signed-in');
    this.#take(tokens);
    this.#tabs.announceTokens(tokens);
  }

  /** Ends the session on the server and in every tab; the portal forgets it even if the server cannot be reached. */
  async signOut(): Promise<void> {
    try {
      await this.#post('/auth/logout', {});
    } finally {
      this.#clear(false);
      this.#tabs.announceSignedOut();
    }
  }

  /** A token that will be valid for the next seconds, refreshed if need be. */
  async freshToken(): Promise<string> {
    if (this.#token && performance.now() < this.#endsAt - USE_MARGIN) return this.#token;
    return this.refresh(this.#token);
  }

  /**
   * Gets a new token, once for all callers and tabs.
   * @param stale the token that did not serve; if a newer one is here already, that is the answer
   */
  refresh(stale: string): Promise<string> {
    if (this.#token && this.#token !== stale) return Promise.resolve(this.#token);
    this.#refreshing ??= this.#tabs
      .alone(() => this.#refreshNow(stale))
      .finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  /** Gets a new token even though the one at hand looks good: its rights may have changed. */
  renew(): Promise<string> {
    return this.refresh(this.#token);
  }

  /** Puts in the profile as the API answered it after a change. */
  setUser(user: CurrentUser): void {
    this.#user.set(user);
  }

  async #restore(): Promise<SessionState> {
    if (!this.#tabs.mayHaveSession()) this.#clear(false);
    else
      await this.refresh('').catch(() =>
        this.#state.update((now) => (now === 'unknown' ? 'signed-out' : now)),
      );
    return this.#state();
  }

  async #refreshNow(stale: string): Promise<string> {
    if (this.#token && this.#token !== stale) return this.#token;
    try {
      const tokens = await this.#post<TokenResponse>('/auth/refresh', {});
      this.#take(tokens);
      this.#tabs.announceTokens(tokens);
      return tokens.access_token;
    } catch (error) {
      const problem = toApiProblem(error);
      if (problem.status === 401 || problem.status === 403) this.#clear(this.#state() === 'signed-in');
      throw problem;
    }
  }

  #take(tokens: TokenResponse): void {
    this.#token = tokens.access_token;
    this.#endsAt = performance.now() + tokens.expires_in * 1000;
    this.#user.set(tokens.user);
    this.#ended.set(false);
    this.#state.set('signed-in');
    this.#tabs.rememberSession(true);
    clearTimeout(this.#timer);
    const wait = Math.max(tokens.expires_in * 1000 - RENEW_MARGIN, 1000);
    this.#timer = setTimeout(
      () => void this.refresh(this.#token).catch((problem) => this.#later(problem)),
      wait,
    );
  }

  /** A renewal that found no server is no end of the session: the next request tries again. */
  #later(problem: unknown): void {
    if (!(problem instanceof ApiProblem)) throw problem;
  }

  #clear(ended: boolean): void {
    clearTimeout(this.#timer);
    this.#token = '';
    this.#user.set(null);
    this.#ended.set(ended);
    this.#state.set('signed-out');
    this.#tabs.rememberSession(false);
  }

  #post<T>(path: string, body: unknown): Promise<T> {
    const context = new HttpContext().set(WITHOUT_SESSION, true);
    return firstValueFrom(
      this.#http.post<T>(apiUrl(path), body, { context, headers: { [CLIENT_HEADER]: PORTAL_CLIENT } }),
    );
  }
}
