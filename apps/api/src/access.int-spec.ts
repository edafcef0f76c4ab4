import {
  PERMISSIONS,
  type Problem,
  BUILT_IN_ROLES,
  type BuiltInRole,
  ROLE_PERMISSIONS,
} from '@bureau/contracts';
import { type DeclaredRoute, HttpClient, routeInventory, testApp, type TestApp } from '@bureau/testing';
import { API_FEATURES } from './api.module';

/** An id that nothing has: what is asked is whether the caller comes as far as being told so. */
const NOBODY = '999999999';
/** Whoever changes this list opens a route to strangers. */
const PUBLIC_ROUTES = [
  'GET /api/docs',
  'GET /api/docs/start.js',
  'GET /api/openapi.json',
  'GET /auth/oidc/callback',
  'GET /auth/oidc/start',
  'GET /auth/options',
  'GET /health/live',
  'GET /health/ready',
  'POST /auth/login',
  'POST /auth/logout',
  'POST /auth/oidc/code',
  'POST /auth/password/forgot',
  'POST /auth/password/reset',
  'POST /auth/refresh',
];

describe('every route', () => {
  let test: TestApp;
  let routes: DeclaredRoute[];

  beforeAll(async () => {
    test = await testApp(API_FEATURES);
    routes = routeInventory(test.app);
  });
  afterAll(() => test.close());

  const nameOf = ({ method, path }: DeclaredRoute) => `${method} ${path}`;
  const guarded = () => routes.filter(({ access }) => access !== 'public');

  function call(route: DeclaredRoute, client: HttpClient) {
    const path = route.path.replace(/:\w+/g, NOBODY);
    return client.send<Problem>(route.method, path, {
      body: route.method === 'GET' || route.method === 'DELETE' ? undefined : {},
    });
  }

  it('is found', () => {
    expect(routes.length).toBeGreaterThan(40);
    expect(routes.map(nameOf)).toEqual(
      expect.arrayContaining(['GET /entities', 'PATCH /auth/me', 'POST /agent-tasks']),
    );
  });

  it('names its permission or says that it is public', () => {
    expect(routes.filter(({ access }) => access === undefined).map(nameOf)).toEqual([]);
    expect(
      routes
        .filter(({ access }) => access !== undefined && access !== 'public' && !(access in PERMISSIONS))
        .map(nameOf),
    ).toEqual([]);
  });

  it('is public only where that is meant', () => {
    expect(
      routes
        .filter(({ access }) => access === 'public')
        .map(nameOf)
        .sort(),
    ).toEqual(PUBLIC_ROUTES);
  });

  it('answers 401 to strangers and to forged tokens', async () => {
    const forged = new HttpClient(test.url, 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.');
    for (const route of guarded()) {
      for (const client of [test.anonymous, forged]) {
        const { status, body } = await call(route, client);
        expect([nameOf(route), status, body.code]).toEqual([nameOf(route), 401, 'UNAUTHENTICATED']);
      }
    }
  });

  it.each(BUILT_IN_ROLES)(
    'answers 403 to the role %s exactly where it lacks the permission',
    async (role: BuiltInRole) => {
      let { http } = await test.signIn(role);
      for (const [i, route] of guarded().entries()) {
        // Some of them end the session that they are called in.
        if (i % 5 === 0 || route.path.startsWith('/auth')) ({ http } = await test.signIn(role));
        const { status, body } = await call(route, http);
        const may =
          route.access !== undefined && route.access !== 'public' && ROLE_PERMISSIONS[role].has(route.access);
        const refused =
          status === 403 && body.detail === `This needs the permission ${String(route.access)}.`;
        expect([nameOf(route), refused]).toEqual([nameOf(route), !may]);
        expect([nameOf(route), status < 500]).toEqual([nameOf(route), true]);
      }
    },
  );
});
