import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import pg from 'pg';
import { readExchange, sendAnswer, type Handler } from './exchange.ts';
import { limitHandler, type Recorded } from './limit-handler.ts';
import { bareHandler, naiveHandler } from './plain-handlers.ts';
import { SignedIn } from './signed-in.ts';

// What the product is measured against, as a process of its own: /limit, /naive and /bare before the product's paths.
const { DATABASE_URL, DATABASE_POOL_SIZE, JWT_SECRET = '', BENCH_RECORDED = '', PORT } = process.env;
const pool = new pg.Pool({
  connectionString: DATABASE_URL,
  max: Number(DATABASE_POOL_SIZE),
  options: '-c role=bureau_app -c timezone=UTC',
});
const people = await pool.query<{ id: number; full_name: string }>('select id, full_name from users');
const signedIn = new SignedIn(JWT_SECRET, new Map(people.rows.map(({ id, full_name }) => [id, full_name])));
const handlers: Readonly<Record<string, Handler>> = {
  limit: limitHandler(pool, JSON.parse(readFileSync(BENCH_RECORDED, 'utf8')) as Recorded),
  naive: naiveHandler(pool),
  bare: bareHandler(pool),
};

async function answer(request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
  const url = request.url ?? '/';
  const slash = url.indexOf('/', 1);
  const way = url.slice(1, slash);
  const { authorization } = request.headers;
  const caller = way === 'naive' ? signedIn.verify(authorization) : signedIn.callerOf(authorization);
  const handler = handlers[way];
  if (!caller || !handler) return sendAnswer(response, { status: caller ? 404 : 401, json: '{}' });
  try {
    sendAnswer(response, await handler(readExchange(request, url.slice(slash), caller, body)));
  } catch (error) {
    sendAnswer(response, { status: 500, json: JSON.stringify(String(error)) });
  }
}

const server = createServer((request, response) => {
  if (request.url === '/health/ready') return sendAnswer(response, { status: 200, json: '{}' });
  if (request.method === 'GET') return void answer(request, response, '');
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (body += chunk));
  request.on('end', () => void answer(request, response, body));
});
server.listen(Number(PORT), '127.0.0.1');
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
    void pool.end();
  });
}
