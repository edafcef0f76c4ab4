import { PROPOSES } from '@bureau/platform';
import { type Problem } from '@bureau/contracts';
import { type DeclaredRoute, type HttpClient, routeInventory, testApp, type TestApp } from '@bureau/testing';
import { API_FEATURES } from '../api.module';

const ABSENT = 999_999_999;

interface Private {
  /** Routes whose path begins so are about it. */
  path: string;
  /** Adds one of somebody's. @returns its id */
  add(userId: number): Promise<number>;
  /** The row as it is. */
  table: string;
}

/** Everything that belongs to one person: to all others it must look as if it were not. */
describe('what belongs to somebody else', () => {
  let test: TestApp;
  let routes: DeclaredRoute[];
  let kinds: Private[];

  beforeAll(async () => {
    test = await testApp(API_FEATURES);
    routes = routeInventory(test.app);
    const add = async (sql: string, userId: number) => {
      const [row] = await test.database.sql<{ id: number }>(`${sql} returning id`, [userId]);
      return Number(row?.id);
    };
    const task = (userId: number) =>
      add(`insert into agent_tasks (input, requested_by, status) values ('work', $1, 'failed')`, userId);
    kinds = [
      { path: '/agent-tasks/:id', table: 'agent_tasks', add: task },
      {
        path: '/conversations/:id',
        table: 'conversations',
        add: (userId) => add(`insert into conversations (title, owner_id) values ('Talk', $1)`, userId),
      },
      {
        path: '/change-sets/:id',
        table: 'change_sets',
        add: (userId) =>
          add(
            `insert into change_sets (title, payload_hash, item_count, created_by, expires_at) values ('Set', 'x', 0, $1, now() + interval '1 day')`,
            userId,
          ),
      },
      {
        path: '/escalations/:id',
        table: 'escalations',
        add: async (userId) =>
          add(
            `insert into escalations (kind, title, detail, agent_task_id, assigned_to, due_at) values ('failed', 'Help', 'Now', ${await task(userId)}, $1, now() + interval '1 day')`,
            userId,
          ),
      },
      {
        path: '/notifications/:id',
        table: 'notifications',
        add: (userId) =>
          add(
            `insert into notifications (user_id, type, title, message) values ($1, 'agent_task.completed', 'Done', 'Done')`,
            userId,
          ),
      },
      {
        path: '/auth/sessions/:id',
        table: 'sessions',
        add: (userId) =>
          add(`insert into sessions (user_id, expires_at) values ($1, now() + interval '1 day')`, userId),
      },
      {
        path: '/views/:id',
        table: 'views',
        add: (userId) =>
          add(
            `insert into views (owner_id, resource, name, query) values ($1, 'entities', 'Mine', '{}')`,
            userId,
          ),
      },
    ];
  });
  afterAll(() => test.close());

  const rowOf = (table: string, id: number) =>
    test.database.sql<{ row: object }>(`select to_jsonb(t) as row from ${table} t where id = $1`, [id]);

  async function ask(http: HttpClient, { method, path }: DeclaredRoute, id: number) {
    const { status, body, headers } = await http.send<Problem>(method, path.replace(/:id\b/, String(id)), {
      headers: method === 'PATCH' ? { 'content-type': 'application/merge-patch+json' } : {},
      body: ['GET', 'DELETE'].includes(method) ? undefined : bodyFor(path),
    });
    const { request_id: _, ...rest } = body;
    return { status, rest, tag: headers.get('etag') };
  }

  it('is asked for by every route that names an id of such a kind', () => {
    const found = kinds.map(({ path }) => [
      path,
      routes.filter((route) => route.path.startsWith(path)).length,
    ]);
    for (const [path, count] of found) expect([path, Number(count) > 0]).toEqual([path, true]);
    expect(routes.filter(({ metadata }) => metadata(PROPOSES)).length).toBeGreaterThan(0);
  });

  it('cannot be told from what is not, by any method, and stays as it was', async () => {
    for (const { path, table, add } of kinds) {
      const owner = await test.signIn('user');
      const foreign = await add(owner.user_id);
      const before = await rowOf(table, foreign);
      expect([path, before.length]).toEqual([path, 1]);
      for (const route of routes.filter((one) => one.path.startsWith(path))) {
        const name = `${route.method} ${route.path}`;
        const { http } = await test.signIn('user');
        const [theirs, absent] = [await ask(http, route, foreign), await ask(http, route, ABSENT)];
        expect([name, theirs]).toEqual([name, absent]);
        expect([name, theirs.status < 500 && theirs.status >= 400]).toEqual([name, true]);
      }
      expect(await rowOf(table, foreign)).toEqual(before);
    }
  });

  it('is there for its owner', async () => {
    for (const { path, add } of kinds) {
      const owner = await test.signIn('user');
      const own = await add(owner.user_id);
      const get = routes.find((route) => route.method === 'GET' && route.path === path);
      if (get) expect([path, (await ask(owner.http, get, own)).status]).toEqual([path, 200]);
    }
    const { http, user_id } = await test.signIn('user');
    const [session] = kinds.filter(({ table }) => table === 'sessions');
    const id = (await session?.add(user_id)) ?? 0;
    expect((await http.delete(`/auth/sessions/${id}`)).status).toBe(204);
  });
});

/** A body that is valid, so that what is refused is the id. */
function bodyFor(path: string): object {
  if (path.endsWith('/decision'))
    return { decision: path.startsWith('/escalations') ? 'abandon' : 'reject', reason: 'no' };
  if (path.endsWith('/status')) return { is_read: true };
  if (path.startsWith('/views')) return { resource: 'entities', name: 'Other', query: {} };
  return {};
}
