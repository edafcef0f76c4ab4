import {
  type LinkedIdentity,
  type LinkStart,
  type Problem,
  type RecoveryCodes,
  type SignInOptions,
  type TokenResponse,
  type TotpEnrolment,
} from '@bureau/contracts';
import { type OidcConfig } from '@bureau/platform';
import { HttpClient, type TestApp } from '@bureau/testing';
import { Secret } from 'otpauth';
import { totpCode } from '../mfa/totp-codes';
import { AuthDesk, codeOf, PORTAL } from '../testing/auth-desk';
import { CookieBrowser } from '../testing/cookie-browser';
import { type HouseAccount, OidcHouse } from '../testing/oidc-house';

describe('signing in at an OpenID provider', () => {
  let house: OidcHouse;
  let desk: AuthDesk;
  let test: TestApp;
  let oidc: OidcConfig;
  let people = 0;

  beforeAll(async () => {
    house = await OidcHouse.open();
    oidc = house.settings;
    desk = await AuthDesk.open({ oidc });
    test = desk.test;
    test.config.publicUrl = test.url;
    house.serve(test.url);
  });
  afterAll(async () => {
    await test.close();
    await house.close();
  });
  beforeEach(() => Object.assign(oidc, { linkByEmail: true, createUsersAs: null }));

  const api = (path: string) => `${test.url}/api/v1${path}`;
  const isPortal = (location: string) => location.startsWith(test.url) && !location.includes('/api/');
  const isCallback = (location: string) => location.includes('/auth/oidc/callback');
  const guest = (changes: Partial<HouseAccount> = {}): HouseAccount => {
    const name = `guest-${++people}`;
    return {
      sub: name,
      email: `${name}@example.org`,
      email_verified: true,
      name: `Guest ${people}`,
      ...changes,
    };
  };

  /** Goes through the provider as `who`. @returns where the portal is entered, and the browser */
  async function enter(who: HouseAccount | null, query = '', browser = new CookieBrowser()) {
    house.guest = who;
    const location = await browser.follow(api(`/auth/oidc/start${query}`), isPortal);
    return { browser, path: location.slice(test.url.length) };
  }

  async function refresh(browser: CookieBrowser) {
    const response = await browser.visit(api('/auth/refresh'), {
      method: 'POST',
      headers: { ...PORTAL, 'content-type': 'application/json' },
      body: '{}',
    });
    return { status: response.status, body: (await response.json()) as TokenResponse };
  }

  it('is offered by name', async () => {
    expect((await test.anonymous.get<SignInOptions>('/auth/options')).body.oidc).toEqual({ name: 'House' });
  });

  it('asks with PKCE, state and nonce, and carries a lax cookie that lives ten minutes', async () => {
    const { status, headers } = await test.anonymous.get('/auth/oidc/start');
    expect(status).toBe(302);
    const query = new URL(headers.get('location') ?? '').searchParams;
    expect(query.get('code_challenge_method')).toBe('S256');
    for (const name of ['code_challenge', 'state', 'nonce'])
      expect(query.get(name)?.length).toBeGreaterThan(40);
    const cookie = headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^bureau_oidc=[\w-]+; Max-Age=600; Path=\/api\/v1\/auth\/oidc; HttpOnly; SameSite=Lax$/,
    );
    expect(cookie).not.toContain(query.get('state'));
  });

  it('links the account of the verified address at first, and then knows the identity alone', async () => {
    const { id, email } = await desk.account();
    const who = guest({ email });
    const { browser, path } = await enter(who, '?return_to=%2Frecords%3Fq%3Da');
    expect(path).toBe('/records?q=a');
    const { status, body } = await refresh(browser);
    expect([status, body.user.id, body.refresh_token]).toEqual([200, id, undefined]);
    expect(await desk.alerts(id)).toEqual(['identity_linked']);
    const again = await enter({ ...who, email: 'moved@example.org', email_verified: false });
    expect((await refresh(again.browser)).body.user.id).toBe(id);
    expect(await desk.alerts(id)).toEqual(['identity_linked']);
    const rows = await desk.audit(id);
    expect(rows.map(({ action, outcome, ip }) => [action, outcome, ip])).toEqual(
      expect.arrayContaining([
        ['user.link_identity', 'success', '127.0.0.1'],
        ['session.sign_in', 'success', '127.0.0.1'],
      ]),
    );
  });

  it('puts no token into an address, and the session into a strict cookie', async () => {
    const { email } = await desk.account();
    house.guest = guest({ email });
    const browser = new CookieBrowser();
    const callback = await browser.follow(api('/auth/oidc/start'), isCallback);
    const answer = await browser.visit(callback);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `${test.url}/`]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const set = answer.headers.getSetCookie();
    expect(set.find((one) => one.startsWith('bureau_refresh='))).toMatch(
      /; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/,
    );
    expect(set.find((one) => one.startsWith('bureau_oidc='))).toMatch(/^bureau_oidc=;/);
  });

  it.each([
    ['an unknown address', () => Promise.resolve(guest())],
    [
      'an address that is not verified',
      async () => guest({ email: (await desk.account()).email, email_verified: false }),
    ],
    ['no address', () => Promise.resolve(guest({ email: undefined, email_verified: undefined }))],
    [
      'an account that is off',
      async () => guest({ email: (await desk.account({ is_active: false })).email }),
    ],
  ])('lets nobody in with %s', async (_what, who) => {
    const { browser, path } = await enter(await who());
    expect(path).toBe('/sign-in?problem=OIDC_NO_ACCOUNT');
    expect((await refresh(browser)).status).toBe(401);
  });

  it('lets nobody in whose account was switched off since', async () => {
    const { id, email } = await desk.account();
    const who = guest({ email });
    await enter(who);
    await test.database.sql('update users set is_active = false where id = $1', [id]);
    expect((await enter(who)).path).toBe('/sign-in?problem=OIDC_NO_ACCOUNT');
    expect((await desk.audit(id)).at(-1)).toMatchObject({
      outcome: 'refused',
      reason: 'OpenID: The account is switched off.',
    });
  });

  it('takes no address for an account where the configuration says so', async () => {
    oidc.linkByEmail = false;
    const { email } = await desk.account();
    expect((await enter(guest({ email }))).path).toBe('/sign-in?problem=OIDC_EMAIL_TAKEN');
  });

  it('makes accounts where the configuration names their role', async () => {
    oidc.createUsersAs = 'guest';
    const who = guest();
    const { body } = await refresh((await enter(who)).browser);
    expect(body.user).toMatchObject({ email: who.email, full_name: who.name, role: 'guest' });
    oidc.createUsersAs = 'nonsense';
    expect((await enter(guest())).path).toBe('/sign-in?problem=OIDC_NO_ACCOUNT');
  });

  it('asks whoever has an authenticator app for a code as well', async () => {
    const { id, email, tokens } = await desk.signedIn();
    const http = desk.as(tokens);
    const { secret } = (await http.post<TotpEnrolment>('/auth/mfa/totp')).body;
    const code = () => totpCode(Buffer.from(Secret.fromBase32(secret).bytes), Date.now());
    const { recovery_codes } = (await http.post<RecoveryCodes>('/auth/mfa/totp/confirm', { otp: code() }))
      .body;
    const { browser, path } = await enter(guest({ email }), '?return_to=/tasks');
    expect(path).toBe('/sign-in?step=code');
    expect((await refresh(browser)).status).toBe(401);
    const give = (otp: string, headers: Record<string, string> = PORTAL) =>
      browser.visit(api('/auth/oidc/code'), {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ otp }),
      });
    expect((await give('000000')).status).toBe(401);
    expect((await give(recovery_codes[1] ?? '', {})).status).toBe(401);
    expect((await give(recovery_codes[1] ?? '', { ...PORTAL, origin: 'https://evil.example' })).status).toBe(
      403,
    );
    const given = await give(recovery_codes[0] ?? '');
    expect([given.status, ((await given.json()) as TokenResponse).user.id]).toEqual([200, id]);
    expect((await refresh(browser)).status).toBe(200);
    expect((await give(recovery_codes[1] ?? '')).status).toBe(401);
    const stranger = await test.anonymous.post('/auth/oidc/code', { otp: recovery_codes[1] }, PORTAL);
    expect(stranger.status).toBe(401);
  });

  describe('a callback', () => {
    async function callbackOf(browser: CookieBrowser): Promise<string> {
      house.guest = guest({ email: (await desk.account()).email });
      return browser.follow(api('/auth/oidc/start'), isCallback);
    }
    const end = async (browser: CookieBrowser, url: string) =>
      (await browser.visit(url)).headers.get('location')?.slice(test.url.length);

    it('counts in the browser that began, and once', async () => {
      const browser = new CookieBrowser();
      const callback = await callbackOf(browser);
      expect(await end(new CookieBrowser(), callback)).toBe('/sign-in?problem=OIDC_STATE');
      expect(await end(browser, callback)).toBe('/');
      expect(await end(browser, callback)).toBe('/sign-in?problem=OIDC_STATE');
    });

    it('of another sign-in does not count', async () => {
      const [mine, theirs] = [new CookieBrowser(), new CookieBrowser()];
      await callbackOf(mine);
      const foreign = await callbackOf(theirs);
      expect(await end(mine, foreign)).toBe('/sign-in?problem=OIDC_STATE');
      expect((await refresh(mine)).status).toBe(401);
    });

    it.each(['', '?code=x', '?state=x', '?error=server_error', '?code=x&state=x&iss=https://evil.example'])(
      'with "%s" is refused',
      async (query) => {
        const browser = new CookieBrowser();
        await callbackOf(browser);
        expect(await end(browser, api(`/auth/oidc/callback${query}`))).toBe('/sign-in?problem=OIDC_STATE');
      },
    );

    it('after ten minutes is too late', async () => {
      const browser = new CookieBrowser();
      const callback = await callbackOf(browser);
      const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 601_000);
      const location = await end(browser, callback);
      now.mockRestore();
      expect(location).toBe('/sign-in?problem=OIDC_STATE');
    });
  });

  it('tells who declined at the provider', async () => {
    expect((await enter(null)).path).toBe('/sign-in?problem=OIDC_DENIED');
  });

  it('returns to a page of the portal and to no other place', async () => {
    const { email } = await desk.account();
    const who = guest({ email });
    for (const evil of ['https://evil.example', '//evil.example', '/%5Cevil.example'])
      expect((await enter(who, `?return_to=${encodeURIComponent(evil)}`)).path).toMatch(/^\/($|%5C)/);
  });

  it('can be told to ask anew who it is', async () => {
    const who = guest({ email: (await desk.account()).email });
    const { browser } = await enter(who);
    const before = house.logins;
    await enter(who, '', browser);
    expect(house.logins).toBe(before);
    expect((await enter(who, '?prompt=login', browser)).path).toBe('/');
    expect(house.logins).toBe(before + 1);
  });

  describe('linking', () => {
    async function link(http: HttpClient, who: HouseAccount, meanwhile = () => Promise.resolve()) {
      house.guest = who;
      const { status, body, headers } = await http.post<LinkStart>('/auth/oidc/identities');
      expect(status).toBe(200);
      const browser = new CookieBrowser();
      const cookie = (headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
      const callback = await browser.follow(body.location, isCallback);
      await meanwhile();
      const { headers: end } = await test.anonymous.get(callback.replace(`${test.url}/api/v1`, ''), {
        cookie,
      });
      return end.get('location')?.slice(test.url.length);
    }

    it('is asked for in a session, listed, and undone', async () => {
      const { id, tokens } = await desk.signedIn();
      const http = desk.as(tokens);
      const who = guest();
      expect(await link(http, who)).toBe('/settings');
      const { body } = await http.get<LinkedIdentity[]>('/auth/oidc/identities');
      expect(body).toMatchObject([{ issuer: house.issuer, email: who.email }]);
      expect((await refresh((await enter(who)).browser)).body.user.id).toBe(id);
      const other = desk.as((await desk.signedIn()).tokens);
      expect((await other.delete(`/auth/oidc/identities/${body[0]?.id ?? 0}`)).status).toBe(404);
      expect((await http.delete(`/auth/oidc/identities/${body[0]?.id ?? 0}`)).status).toBe(204);
      expect((await enter(who)).path).toBe('/sign-in?problem=OIDC_NO_ACCOUNT');
    });

    it('never takes somebody else’s identity, nor works after the session has ended', async () => {
      const [mine, theirs] = [await desk.signedIn(), await desk.signedIn()];
      const who = guest();
      expect(await link(desk.as(theirs.tokens), who)).toBe('/settings');
      const http = desk.as(mine.tokens);
      expect(await link(http, who)).toBe('/settings?problem=OIDC_IDENTITY_TAKEN');
      const signOut = async () => void (await http.post('/auth/logout', {}));
      expect(await link(http, guest(), signOut)).toBe('/settings?problem=OIDC_STATE');
    });

    it('asks to step up', async () => {
      const { id, tokens } = await desk.signedIn();
      await desk.forgetStepUp(id);
      const http = desk.as(tokens);
      expect(codeOf(await http.post('/auth/oidc/identities'))).toBe('STEP_UP_REQUIRED');
      expect(codeOf(await http.delete('/auth/oidc/identities/1'))).toBe('STEP_UP_REQUIRED');
      expect((await test.anonymous.post('/auth/oidc/identities')).status).toBe(401);
    });
  });
});

describe('without a provider, or with one that is away', () => {
  it('says so', async () => {
    const none = await AuthDesk.open();
    for (const path of ['/auth/oidc/start', '/auth/oidc/callback?code=x&state=x']) {
      const { status, body } = await none.test.anonymous.get<Problem>(path);
      expect([status, body.code]).toEqual([404, 'OIDC_NOT_CONFIGURED']);
    }
    await none.test.close();
    const house = await OidcHouse.open();
    const { settings } = house;
    await house.close();
    const away = await AuthDesk.open({ oidc: settings });
    const { status, headers } = await away.test.anonymous.get('/auth/oidc/start');
    expect([status, headers.get('location')]).toEqual([
      302,
      `${away.test.config.publicUrl}/sign-in?problem=OIDC_UNAVAILABLE`,
    ]);
    await away.test.close();
  });
});
