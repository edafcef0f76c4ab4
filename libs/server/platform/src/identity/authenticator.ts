import { Injectable } from '@nestjs/common';
import { type Caller } from '../context/caller';
import { type TokenClaims } from './access-tokens';
import { ApiKeyCallers } from './api-key-callers';
import { apiKeyHash, looksLikeApiKey } from './api-key-secret';
import { ApiKeyUses } from './api-key-uses';
import { SessionCallers } from './session-callers';
import { TokenVerifier } from './token-verifier';

const MAX_TOKENS = 10_000;

/** Somebody who showed a good token. */
export interface Authentication {
  caller: Caller;
  /** When the token ends, in milliseconds since 1970; infinite for an API key without an end. */
  expires_at: number;
}

/**
 * Who shows this token: a person's access token or a service's API key. A token's signature is checked once and remembered; its end and its session are checked at
 * every call, from memory, so that a request in a running session costs no round trip.
 */
@Injectable()
export class Authenticator {
  private readonly verified = new Map<string, TokenClaims>();

  constructor(
    private readonly verifier: TokenVerifier,
    private readonly sessions: SessionCallers,
    private readonly keys: ApiKeyCallers,
    private readonly uses: ApiKeyUses,
  ) {}

  /**
   * The caller, or null where the token is forged, over, or its session or key does not stand.
   * @param ip where it is shown, for the last use of a key
   */
  async authenticate(token: string, ip: string | null = null): Promise<Authentication | null> {
    return looksLikeApiKey(token) ? this.byKey(token, ip) : this.byAccessToken(token);
  }

  private async byKey(token: string, ip: string | null): Promise<Authentication | null> {
    const hash = apiKeyHash(token);
    const known = hash === null ? null : await this.keys.callerOf(hash);
    if (known) this.uses.note(known.key_id, ip);
    return known;
  }

  private async byAccessToken(token: string): Promise<Authentication | null> {
    const claims = this.verified.get(token) ?? (await this.verify(token));
    if (!claims) return null;
    if (claims.expires_at <= Date.now()) {
      this.verified.delete(token);
      return null;
    }
    const caller = await this.sessions.callerOf(claims.session_id);
    return caller?.user_id === claims.user_id ? { caller, expires_at: claims.expires_at } : null;
  }

  private async verify(token: string): Promise<TokenClaims | null> {
    const claims = await this.verifier.verify(token);
    if (!claims) return null;
    if (this.verified.size >= MAX_TOKENS) {
      const [oldest] = this.verified.keys();
      if (oldest !== undefined) this.verified.delete(oldest);
    }
    this.verified.set(token, claims);
    return claims;
  }
}
