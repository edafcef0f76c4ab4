import { Service } from '@angular/core';
import { type TokenResponse } from '@bureau/contracts';

type TabMessage = { kind: 'tokens'; tokens: TokenResponse } | { kind: 'signed-out' };

const NAME = 'bureau.session';

/**
 * What the tabs of one browser tell each other about the session. Tokens pass through memory only; the one thing
 * kept in storage is that there may be a session, so that a visitor without one costs no request.
 */
@Service()
export class SessionTabs {
  readonly #channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME);

  onTokens(listener: (tokens: TokenResponse) => void): void {
    this.#listen((message) => message.kind === 'tokens' && listener(message.tokens));
  }

  onSignedOut(listener: () => void): void {
    this.#listen((message) => message.kind === 'signed-out' && listener());
  }

  announceTokens(tokens: TokenResponse): void {
    this.#send({ kind: 'tokens', tokens });
  }

  announceSignedOut(): void {
    this.#send({ kind: 'signed-out' });
  }

  /** Runs `work` while no other tab does; without Web Locks (plain HTTP on a network name) in this tab's order only. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const locks: LockManager | undefined = navigator.locks;
    if (!locks) return work();
    const held: Promise<T> = locks.request(NAME, () => work());
    return held;
  }

  mayHaveSession(): boolean {
    return localStorage.getItem(NAME) !== null;
  }

  rememberSession(present: boolean): void {
    if (present) localStorage.setItem(NAME, 'present');
    else localStorage.removeItem(NAME);
  }

  #listen(take: (message: TabMessage) => void): void {
    this.#channel?.addEventListener('message', (event: MessageEvent<TabMessage>) => take(event.data));
  }

  #send(message: TabMessage): void {
    this.#channel?.postMessage(message);
  }
}
