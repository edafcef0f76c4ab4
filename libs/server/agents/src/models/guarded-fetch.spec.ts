import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { guardedFetch } from './guarded-fetch';

describe('guardedFetch', () => {
  const servers: Server[] = [];
  const serve = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  };
  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });
  /** Only for servers that never say what is waited for: how busy the machine is then does not matter. */
  const impatient = guardedFetch({ idleMs: 150, maxBytes: 1_000 });
  const ask = guardedFetch({ idleMs: 60_000, maxBytes: 1_000 });

  it('passes on what comes in time', async () => {
    const url = await serve((_request, response) => response.end('hello'));
    expect(await (await ask(url)).text()).toBe('hello');
  });

  it('gives up on a server that never answers', async () => {
    const url = await serve(() => undefined);
    await expect(impatient(url)).rejects.toThrow('nothing came for 150 ms');
  });

  it('gives up on an answer that falls silent', async () => {
    const url = await serve((_request, response) => void response.write('begin'));
    const read = async () => (await impatient(url)).text();
    await expect(read()).rejects.toThrow();
  });

  it('cuts an answer off that does not end', async () => {
    const url = await serve((_request, response) => response.end('x'.repeat(5_000)));
    await expect((await ask(url)).text()).rejects.toThrow('longer than 1000 bytes');
  });

  it('follows nobody elsewhere: the key is for the configured address', async () => {
    let visited = false;
    const elsewhere = await serve((_request, response) => {
      visited = true;
      response.end();
    });
    const url = await serve((_request, response) => response.writeHead(302, { location: elsewhere }).end());
    await expect(ask(url)).rejects.toThrow();
    expect(visited).toBe(false);
  });

  it('stops when its caller does', async () => {
    const url = await serve(() => undefined);
    const stop = new AbortController();
    const asking = ask(url, { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(asking).rejects.toThrow('enough');
  });
});
