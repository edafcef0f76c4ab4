import { AgentsJobsModule } from '@bureau/agents';
import { type AgentTask, type TokenResponse } from '@bureau/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  addApiKey,
  HttpClient,
  ScriptedLlm,
  type SocketClient,
  testApp,
  type TestApp,
  type TestContext,
  testWorker,
  text,
  toolCall,
} from '@bureau/testing';
import { API_FEATURES } from '../api.module';

const PASSWORD = 'violet teapot gravity';
const NEW_PASSWORD = 'orange kettle momentum';
/** What is promised. */
const AT_ONCE_MS = 5_000;
const PATIENCE_MS = 30_000;

interface Victim {
  user_id: number;
  http: HttpClient;
  token: string;
  socket: SocketClient;
}

/** Ways in which rights end; each must be felt by requests, sockets and running agents. */
describe('revocation', () => {
  let test: TestApp;
  let worker: TestContext;
  let llm: ScriptedLlm;
  let admin: HttpClient;
  let people = 0;

  beforeAll(async () => {
    llm = await ScriptedLlm.start();
    const model = { baseUrl: llm.baseUrl, apiKey: 'test', model: 'scripted', prices: null };
    test = await testApp(API_FEATURES, { llm: model });
    worker = await testWorker([AgentsJobsModule], test);
  });
  beforeEach(async () => {
    ({ http: admin } = await test.signIn('admin'));
    llm.reset();
  });
  afterAll(async () => {
    await worker.close();
    await test.close();
    await llm.stop();
  });

  /** Somebody who signed in by password, with a socket open. */
  async function victim(): Promise<Victim> {
    const email = `victim${++people}@example.org`;
    const body = { email, full_name: 'Victim', role: 'user', password: PASSWORD };
    const { body: user } = await admin.post<{ id: number }>('/users', body);
    const login = await test.anonymous.post<TokenResponse>('/auth/login', { email, password: PASSWORD });
    const token = login.body.access_token;
    return {
      user_id: user.id,
      token,
      http: new HttpClient(test.url, token),
      socket: await test.socket(token),
    };
  }

  async function serviceOf(user_id: number): Promise<Victim & { key_id: number }> {
    const key = await addApiKey(test.database, user_id, [
      'entity:read',
      'entity:create',
      'agent_task:create',
      'agent_task:read',
    ]);
    return {
      user_id,
      key_id: key.id,
      token: key.secret,
      http: new HttpClient(test.url, key.secret),
      socket: await test.socket(key.secret),
    };
  }

  /** Resolves with the milliseconds until the socket is closed. */
  async function closed({ socket }: Victim): Promise<number> {
    const start = performance.now();
    if (socket.socket.connected) {
      await Promise.race([
        new Promise((resolve) => socket.socket.once('disconnect', resolve)),
        sleep(PATIENCE_MS, undefined, { ref: false }),
      ]);
    }
    expect(socket.socket.connected).toBe(false);
    expect(socket.received.map(({ event }) => event)).toContain('session.expired');
    return performance.now() - start;
  }

  async function statusOf({ http }: Victim): Promise<number> {
    return (await http.get('/entities')).status;
  }

  /** A task whose agent has read once, and whose next step waits until it is let go on. */
  async function runningTask({ http }: Victim): Promise<{ id: number; goOn: () => void }> {
    let goOn = () => {};
    const held = new Promise<void>((resolve) => (goOn = resolve));
    llm.respond(async (_request, number) => {
      if (number === 2) await held;
      return number > 2 ? text('Done.') : toolCall('search_records', {}, `call_${number}`);
    });
    const { status, body } = await http.post<AgentTask>('/agent-tasks', { input: 'Look at everything' });
    expect(status).toBe(202);
    await until(async () => llm.requests.length >= 2);
    return { id: body.id, goOn };
  }

  /** What the agent's second call was told. */
  async function secondResult(): Promise<string> {
    await until(async () => llm.requests.length >= 3);
    const { messages } = llm.requests[2] ?? { messages: [] };
    return JSON.stringify(messages.find(({ tool_call_id }) => tool_call_id === 'call_2')?.content);
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    while (!(await holds())) {
      if (performance.now() > deadline) throw new Error('It did not come about');
      await sleep(25);
    }
  }

  const ends: [string, (one: Victim) => Promise<{ status: number }>][] = [
    [
      'an admin switches the account off',
      ({ user_id }) => admin.patch(`/users/${user_id}`, { is_active: false }),
    ],
    ['the session is ended by an admin', ({ user_id }) => admin.delete(`/users/${user_id}/sessions`)],
    ['the person ends all sessions elsewhere', endElsewhere],
    ['the password is changed elsewhere', changeElsewhere],
  ];

  async function elsewhere({ user_id }: Victim): Promise<HttpClient> {
    const [row] = await test.database.sql<{ email: string }>('select email from users where id = $1', [
      user_id,
    ]);
    const { body } = await test.anonymous.post<TokenResponse>('/auth/login', {
      email: row?.email,
      password: PASSWORD,
    });
    return new HttpClient(test.url, body.access_token);
  }

  async function endElsewhere(one: Victim) {
    return (await elsewhere(one)).delete('/auth/sessions');
  }

  async function changeElsewhere(one: Victim) {
    const change = { current_password: PASSWORD, new_password: NEW_PASSWORD };
    return (await elsewhere(one)).put('/auth/me/password', change);
  }

  it.each(ends)('is felt at once by requests and sockets when %s', async (_what, end) => {
    const one = await victim();
    expect(await statusOf(one)).toBe(200);
    const gone = closed(one);
    expect([200, 204]).toContain((await end(one)).status);
    expect(await statusOf(one)).toBe(401);
    expect(await gone).toBeLessThan(AT_ONCE_MS);
    await expect(test.socket(one.token)).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
  });

  it('is felt at once when the role is changed: by requests, and by what a socket may ask', async () => {
    const one = await victim();
    expect((await one.http.post('/entities', { name: 'Mine' })).status).toBe(201);
    expect((await admin.patch(`/users/${one.user_id}`, { role: 'guest' })).status).toBe(200);
    expect((await one.http.post('/entities', { name: 'Not mine' })).status).toBe(403);
    expect(await statusOf(one)).toBe(200);
  });

  it('is felt by a service when its key is revoked, or its owner switched off', async () => {
    const owner = await victim();
    const [first, second] = [await serviceOf(owner.user_id), await serviceOf(owner.user_id)];
    expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200]);
    const gone = closed(first);
    expect((await admin.delete(`/api-keys/${first.key_id}`)).status).toBe(204);
    expect([await statusOf(first), await statusOf(second)]).toEqual([401, 200]);
    expect(await gone).toBeLessThan(AT_ONCE_MS);
    const alsoGone = closed(second);
    await admin.patch(`/users/${owner.user_id}`, { is_active: false });
    await until(async () => (await statusOf(second)) === 401);
    expect(await alsoGone).toBeLessThan(AT_ONCE_MS);
  });

  it.each<[string, (one: Victim) => Promise<unknown>, string]>([
    ['account off', ({ user_id }) => admin.patch(`/users/${user_id}`, { is_active: false }), 'switched off'],
    [
      'role without reading',
      async ({ user_id }) => {
        await test.database.sql(`insert into roles (name) values ('empty') on conflict do nothing`);
        return admin.patch(`/users/${user_id}`, { role: 'empty' });
      },
      'permission',
    ],
  ])('takes the rights of an agent that runs: %s', async (_what, end, reason) => {
    const one = await victim();
    const { goOn } = await runningTask(one);
    await end(one);
    goOn();
    expect(await secondResult()).toContain(reason);
  });

  it('takes the rights of an agent that runs for a key: key revoked', async () => {
    const owner = await victim();
    const service = await serviceOf(owner.user_id);
    const { goOn } = await runningTask(service);
    await admin.delete(`/api-keys/${service.key_id}`);
    goOn();
    expect(await secondResult()).toContain('switched off');
    expect(await statusOf(owner)).toBe(200);
  });

  it('bounds an agent by the scopes of the key that asked, whatever its owner may do', async () => {
    const owner = await victim();
    const key = await addApiKey(test.database, owner.user_id, ['agent_task:create', 'agent_task:read']);
    const http = new HttpClient(test.url, key.secret);
    const { goOn } = await runningTask({ ...owner, http });
    goOn();
    expect(await secondResult()).toContain('permission');
  });
});
