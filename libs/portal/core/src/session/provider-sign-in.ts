import { DOCUMENT, inject, Service } from '@angular/core';
import { apiUrl } from '../http/api-base';
import { SessionTabs } from './session-tabs';

/** Holds the page to come back to while the browser is at the provider: a code that is asked for loses it else. */
const TARGET = 'bureau.sign-in-target';

/** Leaves the portal for the OpenID provider; the browser comes back with a session, or with a problem. */
@Service()
export class ProviderSignIn {
  readonly #document = inject(DOCUMENT);
  readonly #tabs = inject(SessionTabs);

  /**
   * @param returnTo the portal's page to come back to
   * @param again whether the provider must ask who it is even if it knows
   */
  start(returnTo: string, again = false): void {
    // The session comes back as a cookie that scripts cannot see: without this the portal would not look for one.
    this.#tabs.rememberSession(true);
    sessionStorage.setItem(TARGET, returnTo);
    this.go(`${apiUrl('/auth/oidc/start')}?${query(returnTo, again)}`);
  }

  /** Where the last departure wanted to come back to. */
  target(): string | null {
    return sessionStorage.getItem(TARGET);
  }

  /** Goes to an address that the API answered with. */
  go(address: string): void {
    this.#document.location.assign(address);
  }
}

function query(returnTo: string, again: boolean): string {
  return new URLSearchParams({ return_to: returnTo, ...(again ? { prompt: 'login' } : {}) }).toString();
}
