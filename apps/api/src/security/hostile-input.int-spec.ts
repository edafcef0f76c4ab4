import { type Entity, type Problem } from '@bureau/contracts';
import { HttpClient, type SignedIn, testApp, type TestApp } from '@bureau/testing';
import { request as rawRequest } from 'node:http';
import { API_FEATURES } from '../api.module';

const MARKUP = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '<svg/onload=alert(1)>',
  '[click](javascript:alert(1)) ![x](https://example.org/leak?q=secret)',
  '{{constructor.constructor("alert(1)")()}}',
  '</title><iframe srcdoc="<script>alert(1)</script>">',
];

/** What makes careless patterns backtrack, and what breaks out of quoted SQL. */
const PATTERNS = [
  `${'a'.repeat(5_000)}!`,
  `${'%a'.repeat(400)}b`,
  `${'_%'.repeat(400)}`,
  '\\'.repeat(501),
  `(${'a+'.repeat(30)})+$`,
  `' or 1=1 --`,
  `'); drop table entities; --`,
  '*:* & !| <-> :*',
  `${'"'.repeat(99)}`,
  '\u0000',
  '\ud800',
];

describe('hostile input', () => {
  let test: TestApp;
  let person: SignedIn & { http: HttpClient };

  beforeAll(async () => {
    test = await testApp(API_FEATURES);
    person = await test.signIn('user');
  });
  afterAll(() => test.close());

  async function post(body: string, headers: Record<string, string> = {}): Promise<number> {
    const response = await fetch(`${test.url}/api/v1/entities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${person.token}`, 'content-type': 'application/json', ...headers },
      body,
    });
    await response.text();
    return response.status;
  }

  it('as JSON that is deep, wide or large is refused, and the API goes on', async () => {
    const deep = 200_000;
    expect(await post('['.repeat(deep))).toBe(400);
    expect(await post(`{"name":"x","metadata":${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}}`)).toBe(413);
    expect(await post(`{"name":"x","metadata":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`)).toBe(400);
    expect(await post(`{"name":"${'x'.repeat(2_000_000)}"}`)).toBe(413);
    expect(await post(`{"name":"x","metadata":{"n":1e999999}}`)).toBe(400);
    const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`unknown_${i}`, i]));
    expect(await post(JSON.stringify({ name: 'x', ...wide }))).toBe(400);
    expect((await person.http.get('/entities')).status).toBe(200);
  });

  it('as markup stays text: it comes back as it was, as JSON that no browser takes for a page', async () => {
    for (const text of MARKUP) {
      const created = await person.http.post<Entity>('/entities', {
        name: text,
        description: text,
        metadata: { [text]: text },
      });
      expect([text, created.status]).toEqual([text, 201]);
      const { body, headers } = await person.http.get<Entity>(`/entities/${created.body.id}`);
      expect(body).toMatchObject({ name: text, description: text, metadata: { [text]: text } });
      expect(headers.get('content-type')).toMatch(/^application\/json/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain(`default-src 'none'`);
    }
    const { headers } = await person.http.get<Problem>(`/entities?${encodeURIComponent(MARKUP[0] ?? '')}=1`);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('as a search or a pattern is a search or a refusal, and changes nothing', async () => {
    const before = await test.database.sql('select count(*)::int as n from entities');
    for (const pattern of PATTERNS) {
      const text = encodeURIComponent(pattern.toWellFormed());
      for (const query of [
        `q=${text}`,
        `name[like]=${text}`,
        `metadata.a[like]=${text}`,
        `name=${text}`,
        `sort=${text}`,
        `cursor=${text}`,
      ]) {
        const { status } = await person.http.get(`/entities?${query}`);
        expect([query.slice(0, 80), status < 500]).toEqual([query.slice(0, 80), true]);
      }
    }
    expect(await test.database.sql('select count(*)::int as n from entities')).toEqual(before);
  });

  it('as a column, a path or an operator is refused by the list of what there is', async () => {
    for (const query of [
      'hashed_password=x',
      'owner_id);drop=1',
      'name[regex]=(a+)+$',
      'metadata.a%27b[eq]=1',
      `sort=${encodeURIComponent('id;select pg_sleep(9)')}`,
      'sort=owner.hashed_password',
      'limit=1000000',
      'limit=-1',
    ]) {
      const { status } = await person.http.get(`/entities?${query}`);
      expect([query, [200, 400].includes(status)]).toEqual([query, true]);
    }
    expect((await person.http.get('/users?hashed_password[like]=a')).status).not.toBe(200);
    const admin = await test.signIn('admin');
    expect((await admin.http.get('/users?hashed_password[like]=a')).status).toBe(400);
    expect((await admin.http.get('/users?sort=hashed_password')).status).toBe(400);
  });

  it('as a request id is replaced: nothing of it comes back or reaches the audit log', async () => {
    const hostile = ['a b', '<script>', 'x'.repeat(65), `'; drop table users`, '../../etc/passwd', 'ä'];
    for (const id of hostile) {
      const { headers } = await rawGet(`${test.url}/api/v1/entities`, {
        authorization: `Bearer ${person.token}`,
        'x-request-id': Buffer.from(id).toString('latin1'),
      });
      expect([id, headers['x-request-id']]).not.toEqual([id, id]);
      expect(String(headers['x-request-id'])).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
    }
    const kept = await test.anonymous.get('/entities', { 'x-request-id': 'good-id_1.2' });
    expect(kept.headers.get('x-request-id')).toBe('good-id_1.2');
  });

  it('as the name of a file stays a name', async () => {
    for (const name of [
      '../../../etc/passwd',
      '..\\..\\boot.ini',
      '/etc/shadow',
      'a\u0000b.csv',
      `${'x'.repeat(400)}.csv`,
      '<b>.csv',
    ]) {
      const form = new FormData();
      form.append('file', new Blob(['name\nOne\n'], { type: 'text/csv' }), name);
      const { status, body } = await person.http.post<{ file_name?: string }>('/entities/import', form);
      expect([name, status < 500]).toEqual([name, true]);
      if (status < 300) expect([...'/\\\0'].some((one) => body.file_name?.includes(one))).toBe(false);
    }
  });

  it('as an address outside of the API finds nothing', async () => {
    for (const path of [
      '/api/v1/../../etc/passwd',
      '/api/docs/assets/..%2f..%2f..%2fpackage.json',
      '/api/v1/entities/%00',
      '/api/docs/assets/%2e%2e/%2e%2e/package.json',
    ]) {
      const { status } = await rawGet(`${test.url}${path}`, {}, path);
      expect([path, status >= 400 && status < 500]).toEqual([path, true]);
    }
  });
});

/** A request as it is written, which `fetch` would tidy up. */
function rawGet(
  url: string,
  headers: Record<string, string>,
  path = new URL(url).pathname,
): Promise<{ status: number; headers: Record<string, unknown> }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = rawRequest({ hostname, port, path, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
    });
    request.on('error', reject).end();
  });
}
