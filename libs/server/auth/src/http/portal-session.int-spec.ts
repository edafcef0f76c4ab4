import { type TokenResponse } from '@bureau/contracts';
import { type TestApp } from '@bureau/testing';
import { AuthDesk, cookieOf, PASSWORD, PORTAL } from '../testing/auth-desk';

describe('the portal and signing out', () => {
  let desk: AuthDesk;
  let test: TestApp;

  beforeAll(async () => {
    desk = await AuthDesk.open();
    test = desk.test;
  });
  afterAll(() => test.close());

  describe('the portal', () => {
    it('has its refresh token in a cookie that no script reads, and not in the body', async () => {
      const { email } = await desk.account();
      const answer = await desk.login(email, PASSWORD, PORTAL);
      expect(answer.body.refresh_token).toBeUndefined();
      const [cookie, device] = answer.headers.getSetCookie();
      expect(cookie).toMatch(
        /^bureau_refresh=[\w-]{43}; Max-Age=691200; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/,
      );
      expect(device).toMatch(
        /^bureau_device=[\w-]{22}\.[\w-]{22}; Max-Age=34560000; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/,
      );
      const pair = cookieOf(answer);
      const next = await test.anonymous.post<TokenResponse>('/auth/refresh', {}, { ...PORTAL, cookie: pair });
      expect(next.status).toBe(200);
      expect(next.body.refresh_token).toBeUndefined();
      expect(next.headers.get('set-cookie')).not.toContain(pair);
    });

    it('is not believed from another site, and its cookie counts for nobody else', async () => {
      const { email } = await desk.account();
      const cookie = cookieOf(await desk.login(email, PASSWORD, PORTAL));
      const foreign = { ...PORTAL, cookie, origin: 'https://evil.example' };
      expect((await test.anonymous.post('/auth/refresh', {}, foreign)).status).toBe(403);
      expect((await test.anonymous.post('/auth/refresh', {}, { cookie })).status).toBe(401);
    });

    it('signs out: the cookie is taken back and the session ends', async () => {
      const { email } = await desk.account();
      const signedIn = await desk.login(email, PASSWORD, PORTAL);
      const cookie = cookieOf(signedIn);
      const out = await test.anonymous.post('/auth/logout', {}, { ...PORTAL, cookie });
      expect(out.status).toBe(204);
      expect(out.headers.get('set-cookie')).toMatch(/^bureau_refresh=; .*(Max-Age=0|1970)/);
      expect((await desk.as(signedIn.body).get('/auth/me')).status).toBe(401);
      expect((await test.anonymous.post('/auth/refresh', {}, { ...PORTAL, cookie })).status).toBe(401);
    });
  });

  describe('signing out', () => {
    it('ends the session by either token, and is no error twice', async () => {
      for (const by of ['access', 'refresh'] as const) {
        const { tokens } = await desk.signedIn();
        const client = by === 'access' ? desk.as(tokens) : test.anonymous;
        const body = by === 'access' ? {} : { refresh_token: tokens.refresh_token };
        expect([
          (await client.post('/auth/logout', body)).status,
          (await client.post('/auth/logout', body)).status,
        ]).toEqual([204, 204]);
        expect((await desk.as(tokens).get('/auth/me')).status).toBe(401);
        expect((await desk.refresh(tokens.refresh_token)).status).toBe(401);
      }
    });
  });
});
