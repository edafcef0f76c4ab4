import { PERMISSIONS } from '@bureau/contracts';
import { routeInventory, testApp, type TestApp } from '@bureau/testing';
import { type OpenAPIObject } from '@nestjs/swagger';
import { API_FEATURES } from './api.module';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']> & { 'x-permission'?: string };

describe('the OpenAPI document', () => {
  let test: TestApp;
  let document: OpenAPIObject;
  let operations: [string, Operation][];

  beforeAll(async () => {
    test = await testApp(API_FEATURES);
    document = (await test.anonymous.get<OpenAPIObject>('//api/openapi.json')).body;
    operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation as Operation,
      ]),
    );
  });
  afterAll(() => test.close());

  it('is of version 3.1 and shares the catalogue of permissions', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document).toHaveProperty('x-permissions', PERMISSIONS);
    expect(JSON.stringify(document)).not.toContain('"nullable"');
  });

  it('knows every route of the API, with the permission that it asks for', () => {
    const expected = routeInventory(test.app)
      .filter(({ path }) => !/^\/(?:health|api)\//.test(path))
      .map(({ method, path, access }) => [
        `${method} /api/v1${path.replace(/:(\w+)/g, '{$1}')}`,
        access === 'public' ? undefined : access,
      ]);
    const documented = operations.map(([name, operation]) => [name, operation['x-permission']]);
    expect(documented.sort()).toEqual(expected.sort());
  });

  it('gives each operation an id of its own, a body or none, and the problem', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const vague = operations.filter(([, { responses }]) => {
      const good = Object.entries(responses).filter(([status]) => /^2|^302$/.test(status));
      return (
        good.length === 0 ||
        good.some(
          ([status, response]) =>
            !['204', '302'].includes(status) && !(response && 'content' in response && response.content),
        )
      );
    });
    expect(vague.map(([name]) => name)).toEqual([]);
    for (const [, { responses }] of operations) expect(responses).toHaveProperty('default');
  });

  it('refers to nothing that it does not hold', () => {
    const references = [
      ...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g),
    ].map(([, name]) => name ?? '');
    const schemas = Object.keys(document.components?.schemas ?? {});
    expect([...new Set(references)].filter((name) => !schemas.includes(name))).toEqual([]);
  });

  it('has a page that needs nothing from elsewhere', async () => {
    const page = await test.anonymous.get<string>('//api/docs');
    expect(page.headers.get('content-type')).toContain('text/html');
    const addresses = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(addresses).toHaveLength(4);
    for (const address of addresses)
      expect([address, (await test.anonymous.get(`/${address}`)).status]).toEqual([address, 200]);
    expect((await test.anonymous.get('//api/docs/assets/index.html')).status).toBe(404);
  });
});
