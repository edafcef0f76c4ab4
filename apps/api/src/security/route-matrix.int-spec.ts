import {
  BUILT_IN_ROLES,
  PEOPLE_ONLY,
  type Permission,
  PERMISSIONS,
  type Problem,
  ROLE_PERMISSIONS,
} from '@bureau/contracts';
import { PROPOSES } from '@bureau/platform';
import { addApiKey, addUser, HttpClient, routeInventory, testApp, type TestApp } from '@bureau/testing';
import { API_FEATURES } from '../api.module';

/** An id that nothing has: what is asked is whether the caller comes as far as being told so. */
const ABSENT = '999999999';
const READS = ['GET', 'HEAD'];

interface Route {
  method: string;
  path: string;
  permission: Permission;
  proposes: boolean;
}

/** Who calls, and what they may do as far as the gate is concerned. */
interface Someone {
  name: string;
  /** A client for one route; people get a new session for each, since some routes end it. */
  client(route: Route): Promise<HttpClient>;
  expected(route: Route): 'in' | 'out' | 'stranger' | 'propose';
}

describe('the matrix of routes and callers', () => {
  let test: TestApp;
  let routes: Route[];

  beforeAll(async () => {
    test = await testApp(API_FEATURES);
    await test.database.sql(`insert into roles (name, permissions) values ('nobody', '{}')`);
    routes = routeInventory(test.app)
      .filter(({ access }) => access !== 'public')
      .map(({ method, path, access, metadata }) => ({
        method,
        path,
        permission: access as Permission,
        proposes: metadata(PROPOSES) === true,
      }));
  });
  afterAll(() => test.close());

  const nameOf = ({ method, path }: Route) => `${method} ${path}`;
  const signIn = async (role: string) => (await test.signIn(role)).http;
  const call = (route: Route, client: HttpClient, id = ABSENT) =>
    client.send<Problem>(route.method, route.path.replace(/:\w+/g, id), {
      body: READS.includes(route.method) || route.method === 'DELETE' ? undefined : {},
    });

  const people: Someone[] = [...BUILT_IN_ROLES, 'nobody'].map((role) => ({
    name: `the role ${role}`,
    client: () => signIn(role),
    expected: ({ permission }) => (permissionsOf(role).has(permission) ? 'in' : 'out'),
  }));
  const strangers: Someone[] = [
    ['nobody at all', null],
    ['a forged token', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'],
    ['a forged key', `bur_00000000_${'A'.repeat(49)}`],
  ].map(([name, token]) => ({
    name: name ?? '',
    client: () => Promise.resolve(new HttpClient(test.url, token ?? null)),
    expected: () => 'stranger',
  }));

  const keys: Someone[] = [
    {
      name: 'a key with the one scope of the route',
      client: (route) => keyClient('admin', [route.permission]),
      expected: ({ permission }) => (PEOPLE_ONLY.includes(permission) ? 'out' : 'in'),
    },
    {
      name: 'a key with every scope but that of the route',
      client: (route) => keyClient('admin', others(route.permission)),
      expected: () => 'out',
    },
    {
      name: 'a key of a guest with every scope',
      client: () => keyClient('guest', catalogue()),
      expected: ({ permission }) =>
        permissionsOf('guest').has(permission) && !PEOPLE_ONLY.includes(permission) ? 'in' : 'out',
    },
    {
      name: 'a key that may only propose, with every scope',
      client: () => keyClient('admin', catalogue(), 'propose'),
      expected: ({ method, permission, proposes }) => {
        if (PEOPLE_ONLY.includes(permission)) return 'out';
        return READS.includes(method) || proposes ? 'in' : 'propose';
      },
    },
  ];

  async function keyClient(role: string, scopes: Permission[], mode?: 'propose'): Promise<HttpClient> {
    const owner = await addUser(test.database, role);
    return new HttpClient(test.url, (await addApiKey(test.database, owner, scopes, mode)).secret);
  }

  it('is walked whole: no route is without a permission of the catalogue', () => {
    expect(routes.length).toBeGreaterThan(60);
    expect(routes.filter(({ permission }) => !(permission in PERMISSIONS)).map(nameOf)).toEqual([]);
    expect(
      routes
        .filter(({ proposes }) => proposes)
        .map(nameOf)
        .sort(),
    ).toEqual([
      'POST /agent-tasks',
      'POST /agent-tasks/:id/cancel',
      'POST /agent-tasks/:id/retry',
      'POST /change-sets',
    ]);
  });

  it.each([...strangers, ...people, ...keys].map((someone) => [someone.name, someone] as const))(
    'holds for %s',
    async (_name, someone) => {
      for (const route of routes) {
        const { status, body } = await call(route, await someone.client(route));
        expect([nameOf(route), verdict(status, body, route)]).toEqual([
          nameOf(route),
          someone.expected(route),
        ]);
      }
    },
  );
});

/** What the gate said; whatever came of it later is `in`. */
function verdict(status: number, body: Problem | undefined, { permission }: Route) {
  if (status >= 500) return `broken: ${status}`;
  if (status === 401) return 'stranger';
  if (status === 403 && body?.code === 'PROPOSE_ONLY') return 'propose';
  if (status === 403 && body?.detail === `This needs the permission ${permission}.`) return 'out';
  return 'in';
}

function permissionsOf(role: string): ReadonlySet<Permission> {
  return new Map<string, ReadonlySet<Permission>>(Object.entries(ROLE_PERMISSIONS)).get(role) ?? new Set();
}

function catalogue(): Permission[] {
  return Object.keys(PERMISSIONS) as Permission[];
}

function others(permission: Permission): Permission[] {
  return catalogue().filter((other) => other !== permission);
}
