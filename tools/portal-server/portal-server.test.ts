import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { createPortalServer } from './portal-server.ts';

describe('the portal server', () => {
  let folder: string;
  let api: Server;
  let portal: FastifyInstance;
  let url: string;
  let seen: IncomingMessage;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'portal-'));
    writeFileSync(join(folder, 'index.html'), '<body><bur-root></bur-root></body>');
    writeFileSync(join(folder, 'main-ARL2A5UQ.js'), '1');
    writeFileSync(join(folder, 'favicon.svg'), '<svg/>');
    api = createServer(async (request, response) => {
      seen = request;
      let size = 0;
      for await (const chunk of request) size += (chunk as Buffer).length;
      response.end(JSON.stringify({ url: request.url, method: request.method, size }));
    }).listen(0, '127.0.0.1');
    await once(api, 'listening');
    portal = await createPortalServer({
      folder,
      apiUrl: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
    });
    url = await portal.listen({ port: 0, host: '127.0.0.1' });
  });
  after(async () => {
    await portal.close();
    api.close();
    rmSync(folder, { recursive: true });
  });

  it('answers every address of the portal with its page, whose nonce its policy allows', async () => {
    for (const path of ['/', '/entities/5?tab=history', '/index.html']) {
      const response = await fetch(url + path);
      const nonce = /ngCspNonce="([^"]+)"/.exec(await response.text())?.[1];
      const policy = response.headers.get('content-security-policy') ?? '';
      assert.equal(response.status, 200);
      assert.ok(nonce && policy.includes(`style-src 'self' 'nonce-${nonce}'`));
      assert.ok(policy.includes("script-src 'self';"));
      assert.equal(response.headers.get('cache-control'), 'no-cache');
    }
  });

  it('never uses a nonce twice', async () => {
    const [one, two] = await Promise.all([fetch(url), fetch(url)]);
    assert.notEqual(one.headers.get('content-security-policy'), two.headers.get('content-security-policy'));
  });

  it('lets browsers keep what carries its digest in its name, and nothing else', async () => {
    const cached = async (path: string) => (await fetch(url + path)).headers.get('cache-control');
    assert.match((await cached('/main-ARL2A5UQ.js')) ?? '', /immutable/);
    assert.equal(await cached('/favicon.svg'), 'no-cache');
  });

  it('answers a missing file with 404, not with the page', async () => {
    const response = await fetch(`${url}/main-GONE1234.js`);
    assert.equal(response.status, 404);
    assert.match(response.headers.get('content-type') ?? '', /problem\+json/);
  });

  it('passes the API its own paths, the method, the body and who asked', async () => {
    const body = Buffer.alloc(3_000_000, 'x');
    const headers = { 'content-type': 'text/csv', 'x-forwarded-for': '6.6.6.6' };
    const response = await fetch(`${url}/api/v1/entities/import?dry=1`, { method: 'POST', body, headers });
    assert.deepEqual(await response.json(), {
      url: '/api/v1/entities/import?dry=1',
      method: 'POST',
      size: body.length,
    });
    assert.equal(seen.headers['x-forwarded-for'], '127.0.0.1');
    assert.equal(seen.headers['x-forwarded-host'], new URL(url).host);
  });

  it('answers 502 with a problem while the API is away', async () => {
    const alone = await createPortalServer({ folder, apiUrl: 'http://127.0.0.1:1' });
    const response = await alone.inject({ url: '/api/v1/entities' });
    await alone.close();
    assert.equal(response.statusCode, 502);
    assert.match(String(response.headers['content-type']), /application\/problem\+json/);
    assert.equal(response.json<{ code: string }>().code, 'API_UNREACHABLE');
  });
});
