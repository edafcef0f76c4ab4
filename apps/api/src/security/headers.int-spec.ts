import { type TokenResponse } from '@bureau/contracts';
import { HttpClient, testApp, type TestApp } from '@bureau/testing';
import { API_FEATURES } from '../api.module';

const PORTAL = 'https://bureau.example.org';
const PARTNER = 'https://partner.example.org';
const PASSWORD = 'violet teapot gravity';

describe('headers', () => {
  let test: TestApp;
  let admin: HttpClient;

  beforeAll(async () => {
    test = await testApp(API_FEATURES, { publicUrl: PORTAL, corsOrigins: [PARTNER] });
    ({ http: admin } = await test.signIn('admin'));
    await admin.post('/entities', { name: 'One' });
  });
  afterAll(() => test.close());

  it('let pages of the portal and of listed origins read answers, and no others', async () => {
    for (const origin of [PORTAL, PARTNER]) {
      const { headers } = await admin.get('/entities', { origin });
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('vary')).toMatch(/origin/i);
    }
    for (const origin of [
      'https://evil.example.org',
      'null',
      'http://bureau.example.org',
      'https://bureau.example.org.evil.org',
      'https://xbureau.example.org',
      'https://bureau.example.org:8443',
      `${PARTNER}.evil.org`,
      'file://',
    ]) {
      const { headers } = await admin.get('/entities', { origin });
      expect([origin, headers.get('access-control-allow-origin')]).toEqual([origin, null]);
      const preflight = await test.anonymous.send('OPTIONS', '/entities', {
        headers: { origin, 'access-control-request-method': 'POST' },
      });
      expect([origin, preflight.headers.get('access-control-allow-origin')]).toEqual([origin, null]);
    }
  });

  it('keep sockets of other origins out', async () => {
    const { token } = await test.signIn('user');
    await expect(test.socket(token, { origin: 'https://evil.example.org' })).rejects.toThrow();
    expect((await test.socket(token, { origin: PORTAL })).socket.connected).toBe(true);
  });

  it('are on every kind of answer: pages, records, downloads, problems, and what is not found', async () => {
    for (const [path, status] of [
      ['/entities', 200],
      ['/entities/999999999', 404],
      ['/nowhere', 404],
      ['/audit-logs/export?format=csv', 200],
      ['/entities/export?format=csv', 200],
      ['//api/docs', 200],
      ['//health/live', 200],
    ] as const) {
      const { status: got, headers } = await admin.get(path);
      expect([path, got]).toEqual([path, status]);
      expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff']);
      expect([path, headers.get('strict-transport-security')]).toEqual([
        path,
        expect.stringMatching(/^max-age=31536000/),
      ]);
      expect([path, headers.get('x-frame-options')]).toEqual([path, expect.any(String)]);
      expect([path, headers.get('referrer-policy')]).toEqual([path, 'no-referrer']);
      const policy = headers.get('content-security-policy') ?? '';
      expect([path, policy]).toEqual([path, expect.stringContaining(`default-src 'none'`)]);
      expect([path, policy]).toEqual([path, expect.stringContaining(`frame-ancestors 'none'`)]);
      expect([path, /unsafe|\*/.test(policy)]).toEqual([path, false]);
      expect([path, headers.get('x-powered-by'), headers.get('server')]).toEqual([path, null, null]);
    }
  });

  it('make downloads files, not pages', async () => {
    for (const path of ['/audit-logs/export?format=csv', '/entities/export?format=csv']) {
      const { headers } = await admin.get(path);
      expect([path, headers.get('content-disposition')]).toEqual([
        path,
        expect.stringMatching(/^attachment/),
      ]);
      expect([path, headers.get('content-type')]).toEqual([path, expect.stringMatching(/^text\/csv/)]);
    }
  });

  it('keep what opens doors out of every cache', async () => {
    const email = 'cached@example.org';
    await admin.post('/users', { email, full_name: 'Cached', role: 'user', password: PASSWORD });
    const login = await test.anonymous.post<TokenResponse>('/auth/login', { email, password: PASSWORD });
    expect(login.status).toBe(200);
    const { refresh_token } = login.body;
    const answers = {
      login,
      refresh: await test.anonymous.post('/auth/refresh', { refresh_token }),
      refused: await test.anonymous.post('/auth/login', { email, password: 'wrong' }),
      key: await admin.post('/api-keys', { name: 'Key', scopes: ['entity:read'] }),
    };
    for (const [what, { headers }] of Object.entries(answers))
      expect([what, headers.get('cache-control')]).toEqual([what, 'no-store']);
  });

  it('promise HTTPS only where people come by HTTPS', async () => {
    const plain = await testApp([], { publicUrl: 'http://localhost:4200' });
    const { headers } = await plain.anonymous.get('//health/live');
    expect(headers.get('strict-transport-security')).toBeNull();
    await plain.close();
  });
});
