import { type Problem } from '@bureau/contracts';
import { type HttpClient, testApp, type TestApp } from '@bureau/testing';
import { type OpenAPIObject } from '@nestjs/swagger';
import { API_FEATURES } from '../api.module';

/** What the server sets by itself, and what would be worth setting for an attacker. */
const PRIVILEGED = [
  'id',
  'version',
  'role',
  'roles',
  'is_admin',
  'is_active',
  'permissions',
  'scopes',
  'owner_id',
  'user_id',
  'created_by',
  'decided_by',
  'requested_by',
  'approvals',
  'payload_hash',
  'secret_hash',
  'hashed_password',
  'built_in',
  'created_at',
  'deleted_at',
  'revoked_at',
  'xyzzy',
] as const;

/** Documents of the client's own making: whatever they hold is theirs, and kept under one column. */
const FREE_FORM = ['/auth/me/preferences'];

type Schema = { $ref?: string; properties?: Record<string, Schema>; allOf?: Schema[] };

interface BodyRoute {
  method: string;
  path: string;
  mediaType: string;
  known: string[];
}

describe('mass assignment', () => {
  let test: TestApp;
  let routes: BodyRoute[];

  beforeAll(async () => {
    test = await testApp(API_FEATURES);
    const { body } = await test.anonymous.get<OpenAPIObject>('//api/openapi.json');
    routes = bodyRoutes(body).filter(({ path }) => !FREE_FORM.includes(path));
  });
  afterAll(() => test.close());

  const successes = async () => {
    const [row] = await test.database.sql<{ n: number }>(
      `select count(*)::int as n from audit_logs where outcome = 'success'`,
    );
    return row?.n;
  };

  async function unknownFields(http: HttpClient, route: BodyRoute): Promise<string[]> {
    const sent = PRIVILEGED.filter((name) => !route.known.includes(name));
    const { status, body } = await http.send<Problem>(route.method, route.path, {
      headers: { 'content-type': route.mediaType },
      body: Object.fromEntries(sent.map((name) => [name, 1])),
    });
    const refused = (body.errors ?? [])
      .filter(({ code }) => code === 'UNKNOWN_FIELD')
      .map(({ pointer }) => pointer.slice(1));
    return status === 400
      ? sent.filter((name) => !refused.includes(name))
      : [`answered ${status} ${body.code}`];
  }

  it('finds the routes with a body', () => {
    expect(routes.length).toBeGreaterThan(25);
    expect(routes.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/users', '/entities', '/api-keys', '/auth/login', '/change-sets']),
    );
  });

  it('is refused by every one of them, field by field, and changes nothing', async () => {
    const { http } = await test.signIn('admin');
    const before = await successes();
    const taken: [string, string[]][] = [];
    for (const route of routes) {
      const fields = await unknownFields(http, route);
      if (fields.length > 0) taken.push([`${route.method} ${route.path}`, fields]);
    }
    expect(taken).toEqual([]);
    expect(await successes()).toBe(before);
  });

  it('is refused by way of the prototype as well', async () => {
    const { http, token } = await test.signIn('admin');
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      const response = await fetch(`${test.url}/api/v1/entities`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: `{"name":"x","${name}":{"status":"archived","polluted":true}}`,
      });
      expect([name, response.status]).toEqual([name, 400]);
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect((await http.get('/entities?q=x')).body).toEqual([]);
  });
});

/** Every route that takes JSON, with the fields that its document knows. */
function bodyRoutes(document: OpenAPIObject): BodyRoute[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, { requestBody?: { content?: Record<string, { schema: Schema }> } }>)
      .filter(([, operation]) => operation.requestBody?.content)
      .flatMap(([method, operation]) => {
        const json = Object.entries(operation.requestBody?.content ?? {}).find(([type]) =>
          /[/+]json$/.test(type),
        );
        if (!json) return [];
        const [mediaType, { schema }] = json;
        return {
          method: method.toUpperCase(),
          path: path.replace('/api/v1', '').replace(/\{\w+\}/g, '999999999'),
          mediaType,
          known: Object.keys(propertiesOf(document, schema)),
        };
      }),
  );
}

function propertiesOf(document: OpenAPIObject, schema: Schema): Record<string, Schema> {
  const name = schema.$ref?.split('/').at(-1);
  const target = name ? ((document.components?.schemas?.[name] ?? {}) as Schema) : schema;
  return Object.assign(
    {},
    target.properties,
    ...(target.allOf ?? []).map((part) => propertiesOf(document, part)),
  ) as Record<string, Schema>;
}
