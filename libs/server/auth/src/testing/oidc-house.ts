import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Somebody as the provider knows them. */
export interface HouseAccount {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

const CLIENT = { id: 'bureau', secret: 'a secret of this test alone' };

/** A real OpenID provider that asks nobody for a password: whoever comes is the account that the test names. */
export class OidcHouse {
  /** Who signs in next; null: they decline. */
  guest: HouseAccount | null = null;
  /** How often somebody had to show who they are. */
  logins = 0;
  private readonly accounts = new Map<string, HouseAccount>();
  private provider: Provider | null = null;

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  static async open(): Promise<OidcHouse> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const house = new OidcHouse(server, `http://localhost:${port}`);
    return house;
  }

  /** @param portal the address whose callback the provider knows */
  serve(portal: string): void {
    const provider = new Provider(this.issuer, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [`${portal}/api/v1/auth/oidc/callback`],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      cookies: { keys: ['one key'] },
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, sub) => {
        const account = this.accounts.get(sub);
        return account && { accountId: sub, claims: () => ({ ...account }) };
      },
    });
    this.provider = provider;
    const answer = provider.callback();
    this.server.on('request', (request, response) => {
      if (request.url?.startsWith('/interaction/')) void this.interact(request, response);
      else void answer(request, response);
    });
  }

  /** Its part of the configuration. */
  get settings() {
    return {
      issuer: this.issuer,
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      name: 'House',
      scopes: 'openid email profile',
      linkByEmail: true,
      createUsersAs: null as string | null,
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { provider, guest } = this;
    if (!provider) throw new Error('The house does not serve yet');
    const details = await provider.interactionDetails(request, response);
    if (!guest) {
      await provider.interactionFinished(request, response, { error: 'access_denied' });
      return;
    }
    this.accounts.set(guest.sub, guest);
    if (details.prompt.name === 'login') {
      this.logins++;
      await provider.interactionFinished(request, response, { login: { accountId: guest.sub } });
      return;
    }
    const grant = new provider.Grant({ accountId: guest.sub, clientId: CLIENT.id });
    grant.addOIDCScope('openid email profile');
    await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  }
}
