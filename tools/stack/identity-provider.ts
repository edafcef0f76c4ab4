import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import Provider from 'oidc-provider';

/** A real OpenID provider for journeys. */
export interface IdentityProvider {
  /** The product's settings for it. */
  readonly env: Readonly<Record<string, string>>;
  /** Begins to serve. @param portalUrl the portal whose callback it knows */
  serve(portalUrl: string): void;
  stop(): Promise<void>;
}

const SCOPES = 'openid email profile';
const CLIENT = 'bureau';
const PAGE = `<!doctype html><html lang="en"><title>House</title><h1>House</h1>
<form method="post"><label>Address <input name="email" type="email"></label><button>Enter</button></form></html>`;

/** Starts a provider that believes everybody: whoever enters an address has it, verified. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const secret = randomBytes(24).toString('base64url');
  return {
    env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: CLIENT, OIDC_CLIENT_SECRET: secret, OIDC_NAME: 'House' },
    serve: (portalUrl) => {
      const provider = providerOf(issuer, secret, `${portalUrl}/api/v1/auth/oidc/callback`);
      const answer = provider.callback();
      server.on('request', (request, response) => {
        if (request.url?.startsWith('/interaction/')) void interact(provider, request, response);
        else void answer(request, response);
      });
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function providerOf(issuer: string, secret: string, callback: string): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT,
        client_secret: secret,
        redirect_uris: [callback],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, email: sub, email_verified: true, name: sub }),
    }),
  });
}

/** Asks for the address once, and for no consent. */
async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'consent') {
    const grant = new provider.Grant({ accountId: session?.accountId, clientId: CLIENT });
    grant.addOIDCScope(SCOPES);
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  }
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
    return;
  }
  const email = new URLSearchParams(await text(request)).get('email') ?? '';
  await provider.interactionFinished(request, response, { login: { accountId: email } });
}
