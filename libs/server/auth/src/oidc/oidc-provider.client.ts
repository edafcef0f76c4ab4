import { CONFIG, type Config, type OidcConfig, redactText } from '@bureau/platform';
import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  discovery,
  fetchUserInfo,
} from 'openid-client';
import { oidcNotConfigured } from '../auth.errors';
import { OidcFailure } from './oidc.errors';

const TIMEOUT_SECONDS = 5;
/** Providers move and change keys seldom; the keys themselves are read anew when one is unknown. */
const DISCOVERY_MS = 3_600_000;

/** What the browser brings back must fit to these. */
export interface OidcChecks {
  state: string;
  nonce: string;
  verifier: string;
  /** Whether the provider was told to ask anew, however fresh its own session. */
  again: boolean;
}

/** Who the provider says it is. */
export interface OidcIdentity {
  issuer: string;
  subject: string;
  email: string | null;
  /** Whether the provider vouches that the address is theirs. */
  email_verified: boolean;
  name: string | null;
}

/** Talks to the OpenID provider: authorization code with PKCE, state and nonce. */
@Injectable()
export class OidcProviderClient {
  private readonly logger = new Logger(OidcProviderClient.name);
  private known: { configuration: Promise<Configuration>; at: number } | null = null;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Where the browser must go. @throws 404 where no provider is configured; {@link OidcFailure} where it does not answer */
  async authorizationUrl(checks: OidcChecks, redirectUri: string): Promise<string> {
    const { scopes } = this.settings();
    const url = buildAuthorizationUrl(await this.configuration(), {
      redirect_uri: redirectUri,
      scope: scopes,
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: await calculatePKCECodeChallenge(checks.verifier),
      code_challenge_method: 'S256',
      ...(checks.again && { prompt: 'login', max_age: '0' }),
    });
    return url.href;
  }

  /**
   * Trades the code that the browser brought back.
   * @param callback the whole address that it was sent to
   * @throws {OidcFailure} where the provider refused, or anything in its answer does not fit
   */
  async identify(callback: URL, checks: OidcChecks): Promise<OidcIdentity> {
    const configuration = await this.configuration();
    try {
      const tokens = await authorizationCodeGrant(configuration, callback, {
        pkceCodeVerifier: checks.verifier,
        expectedState: checks.state,
        expectedNonce: checks.nonce,
        idTokenExpected: true,
        ...(checks.again && { maxAge: 0 }),
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('No ID token came');
      const about =
        claims['email'] === undefined
          ? { ...claims, ...(await fetchUserInfo(configuration, tokens.access_token, claims.sub)) }
          : claims;
      return identityOf(claims.iss, claims.sub, about);
    } catch (error) {
      throw this.refusal(error as Error & { error?: unknown });
    }
  }

  private settings(): OidcConfig {
    if (!this.config.oidc) throw oidcNotConfigured();
    return this.config.oidc;
  }

  /** What the provider says of itself, read once an hour. */
  private async configuration(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.settings();
    if (!this.known || Date.now() - this.known.at > DISCOVERY_MS) {
      const url = new URL(issuer);
      const configuration = discovery(url, clientId, clientSecret, undefined, {
        timeout: TIMEOUT_SECONDS,
        // Only a provider on this very machine, or in development, passes the check of the configuration.
        ...(url.protocol === 'http:' && { execute: [allowInsecureRequests] }),
      });
      this.known = { configuration, at: Date.now() };
    }
    try {
      return await this.known.configuration;
    } catch (error) {
      this.known = null;
      this.logger.warn(`The OpenID provider does not answer: ${redactText((error as Error).message)}`);
      throw new OidcFailure('OIDC_UNAVAILABLE', 'The provider did not answer.');
    }
  }

  private refusal(error: Error & { error?: unknown }): OidcFailure {
    if (error instanceof OidcFailure) return error;
    if (error.error === 'access_denied')
      return new OidcFailure('OIDC_DENIED', 'The person declined at the provider.');
    this.logger.warn(`A sign-in at the OpenID provider failed: ${redactText(error.message)}`);
    return new OidcFailure('OIDC_STATE', 'The provider’s answer did not fit what was asked.');
  }
}

function identityOf(issuer: string, subject: string, claims: Record<string, unknown>): OidcIdentity {
  const { email, email_verified, name } = claims;
  return {
    issuer,
    subject,
    email: typeof email === 'string' ? email : null,
    email_verified: email_verified === true,
    name: typeof name === 'string' && name.trim() !== '' ? name.trim() : null,
  };
}
