import { type Problem } from '@bureau/contracts';
import { type Answer, type HttpClient } from '@bureau/testing';
import { HIDDEN, told, world, type World } from './two-worlds';

const ONE = { alpha: 'xyzzyone', beta: 'xyzzyone', salaries: [7_310_001, 7_310_001] } as const;
const OTHER = { alpha: 'plughtwo', beta: 'fnordtwo', salaries: [7_420_002, 7_530_003] } as const;
const SECRET = /xyzzyone|plughtwo|fnordtwo|7310\d{3}|7420\d{3}|7530\d{3}/;

type Call = (http: HttpClient, world: World) => Promise<Answer<unknown>>;
const get =
  (path: string | ((world: World) => string)): Call =>
  (http, at) =>
    http.get(typeof path === 'string' ? path : path(at));

/** Ways in which values of records come out, when nobody asks for a hidden one. */
const CHANNELS: Readonly<Record<string, Call>> = {
  list: get('/entities?count=exact&sort=name'),
  'list with parts': get('/entities?include=provenance,pending&sort=id'),
  'list of fields': get('/entities?fields=name,description,metadata&sort=id'),
  pages: get('/entities?limit=1&sort=-updated_at'),
  record: get(({ alpha }) => `/entities/${alpha}`),
  'record unchanged': (http, { alpha }) => http.get(`/entities/${alpha}`, { 'if-none-match': '"1"' }),
  'record known': (http, { alpha }) => http.get(`/entities/${alpha}`, { 'if-none-match': '"3"' }),
  'search for a secret': get('/entities?q=xyzzyone&count=exact'),
  'search for half a secret': get('/entities?q=plugh&count=exact'),
  'search by rank': get('/entities?q=about&sort=-relevance'),
  'search for a name': get('/entities?q=alpha'),
  'filter beside it': get('/entities?metadata.pay.note=open&sort=id'),
  'filter on what holds it': get('/entities?metadata.pay[is_null]=false&count=exact&sort=id'),
  'aggregate by team': get('/entities/aggregate?group_by=metadata.team'),
  'aggregate by what holds it': get('/entities/aggregate?group_by=metadata.pay'),
  'least of what holds it': get('/entities/aggregate?function=max&field=metadata.pay'),
  'duplicates of what holds it': get('/entities/duplicates?field=metadata.pay'),
  relations: get(({ alpha }) => `/entities/${alpha}/relations`),
  history: get(({ alpha }) => `/entities/${alpha}/history`),
  'history of the trash': get(({ trashed }) => `/entities/${trashed}/history`),
  provenance: get(({ alpha }) => `/entities/${alpha}/provenance`),
  'first version': get(({ alpha }) => `/entities/${alpha}?as_of_version=1`),
  trash: get('/entities?trash=true'),
  'export as CSV': get('/entities/export?format=csv'),
  'export as NDJSON': get('/entities/export?format=ndjson'),
  'audit log': get('/audit-logs?entity_type=entity&sort=id'),
  'one audit row': get('/audit-logs/1'),
  'audit export': get('/audit-logs/export?format=csv&entity_type=entity'),
  'change set': get(({ changeSet }) => `/change-sets/${changeSet}`),
  'change sets': get('/change-sets'),
  items: get(({ changeSet }) => `/change-sets/${changeSet}/items`),
  groups: get(({ changeSet }) => `/change-sets/${changeSet}/groups`),
  explanation: get(({ alpha }) => `/auth/explain?action=entity:update&id=${alpha}`),
  'a change': (http, { beta }) => http.patch(`/entities/${beta}`, { name: 'Beta' }),
  'a status': (http, { beta }) => http.patch(`/entities/${beta}/status`, { status: 'active' }),
  'a restore': (http, { trashed }) => http.post(`/entities/${trashed}/restore`),
  'new metadata': (http, { beta }) => http.put(`/entities/${beta}`, { metadata: { team: 'green' } }),
  'a bulk change': (http, { beta }) =>
    http.post('/entities/bulk', { operation: 'update', items: [{ id: beta, values: { name: 'Beta 2' } }] }),
};

/** Ways to ask by a field: each is refused for a hidden one, and says where. */
const QUESTIONS: Readonly<Record<string, (field: string) => Call>> = {
  equals: (field) => get(`/entities?${field}=7310001`),
  'is one of': (field) => get(`/entities?${field}[in]=a,b`),
  'is not': (field) => get(`/entities?${field}[ne]=a`),
  like: (field) => get(`/entities?${field}[like]=xyz%25`),
  'is absent': (field) => get(`/entities?${field}[is_null]=true`),
  'is in the trash': (field) => get(`/entities?trash=true&${field}=a`),
  group: (field) => get(`/entities/aggregate?group_by=${field}`),
  least: (field) => get(`/entities/aggregate?function=min&field=${field}`),
  'count where': (field) => get(`/entities/aggregate?${field}=a`),
  'group of': (field) => get(`/entities/aggregate?group_by=${field}.deeper`),
  duplicates: (field) => get(`/entities/duplicates?field=${field}`),
  'duplicates where': (field) => get(`/entities/duplicates?field=name&${field}=a`),
  'old values': (field) => get(`/audit-logs?old_values.${field}=a`),
  'new values': (field) => get(`/audit-logs?new_values.${field}[like]=a`),
  'export where': (field) => get(`/entities/export?format=csv&${field}=a`),
  'bulk where': (field) => (http) =>
    http.post('/entities/bulk', {
      operation: 'delete',
      filter: { [field]: 'a' },
      expected_count: 0,
      dry_run: true,
    }),
};

/** Ways to write a field: each is refused for a hidden one, whatever its value is. */
const WRITES: Readonly<Record<string, (values: object, field: string) => Call>> = {
  create: (values) => (http) => http.post('/entities', { name: 'New', ...values }),
  replace:
    (values) =>
    (http, { alpha }) =>
      http.put(`/entities/${alpha}`, values),
  merge:
    (values) =>
    (http, { alpha }) =>
      http.patch(`/entities/${alpha}`, values),
  propose:
    (_, field) =>
    (http, { alpha }) =>
      http.post('/change-sets', {
        title: 'Probe',
        items: [{ operation: 'update', entity_id: alpha, changes: [{ field, to: 'a' }] }],
      }),
};

const valuesOf = (field: string): object =>
  field.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), 'a') as object;

describe('a hidden field', () => {
  let worlds: World[];

  beforeAll(async () => {
    worlds = [await world(ONE), await world(OTHER)];
  });
  afterAll(async () => {
    for (const { test } of worlds) await test.close();
  });

  const answers = (call: Call) => Promise.all(worlds.map((at) => call(at.clerk, at)));

  it.each(Object.entries(CHANNELS))('does not come out by %s', async (_, call) => {
    const [one = '', other = ''] = (await answers(call)).map(told);
    expect(one).not.toMatch(SECRET);
    expect(other).not.toMatch(SECRET);
    expect(one).toMatch(/^(200|201|304) /);
    expect(other).toBe(one);
  });

  it('does not come out by an audit export with proofs', async () => {
    for (const answer of await answers(get('/audit-logs/export?format=ndjson&entity_type=entity'))) {
      expect(answer.status).toBe(200);
      expect(told(answer)).not.toMatch(SECRET);
    }
  });

  const questions = HIDDEN.flatMap((field) =>
    Object.entries(QUESTIONS).map(([name, question]) => ({ field, name, call: question(field) })),
  );
  it.each(questions)('$field cannot be asked by: $name', async ({ call }) => {
    for (const { status, body } of await answers(call)) {
      expect(status).toBe(403);
      expect((body as Problem).errors).toMatchObject([
        { code: 'FIELD_HIDDEN', pointer: expect.stringMatching(/^query\//) },
      ]);
    }
  });

  const writes = [...HIDDEN, 'metadata.locked'].flatMap((field) =>
    Object.entries(WRITES).map(([name, write]) => ({ field, name, call: write(valuesOf(field), field) })),
  );
  it.each(writes)('$field cannot be written by: $name', async ({ call }) => {
    for (const { status, body } of await answers(call)) {
      expect(status).toBe(403);
      expect((body as Problem).errors).toMatchObject([{ code: 'FIELD_PROTECTED' }]);
    }
  });

  it.each([{ metadata: null }, { metadata: { pay: null } }, { metadata: { pay: 'gone' } }])(
    'cannot be taken away from above by %j',
    async (values) => {
      for (const answer of await answers((http, { alpha }) => http.patch(`/entities/${alpha}`, values)))
        expect([400, 403]).toContain(answer.status);
    },
  );

  it('stays as it was where metadata is replaced around it', async () => {
    for (const at of worlds) {
      const { body } = await at.clerk.put<{ metadata: object }>(`/entities/${at.alpha}`, {
        metadata: { fresh: 1 },
      });
      expect(body.metadata).toEqual({ fresh: 1, pay: {}, locked: 'yes' });
      const whole = await at.admin.get<{ metadata: object }>(`/entities/${at.alpha}`);
      expect(whole.body.metadata).toMatchObject({
        fresh: 1,
        salary: expect.any(Number),
        pay: { grade: expect.any(String) },
      });
    }
  });

  it('keeps its item of a change set from being approved, not from being rejected', async () => {
    for (const at of worlds) {
      const decide = (decision: string) =>
        at.clerk.post<Problem>(`/change-sets/${at.changeSet}/decision`, { decision });
      expect((await decide('approve')).status).toBe(403);
      expect((await decide('reject')).status).toBe(200);
    }
  });
});
