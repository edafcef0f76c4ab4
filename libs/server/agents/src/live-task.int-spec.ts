import { type AgentTaskEvent } from '@bureau/contracts';
import { ScriptedLlm, type SocketClient, type TestContext, text, toolCall } from '@bureau/testing';
import { TaskStreamWriter } from './events/task-stream-writer';
import { AgentOffice } from './testing/agent-office';
import { readEventStream } from './testing/event-stream-reader';

const LONG = 'The quick brown fox jumps over the lazy dog. '.repeat(30).trim();

describe('watching a task', () => {
  let llm: ScriptedLlm;
  let office: AgentOffice;
  let worker: TestContext;
  let user: Awaited<ReturnType<AgentOffice['signIn']>>;

  beforeAll(async () => {
    llm = await ScriptedLlm.start();
    office = await AgentOffice.open(llm);
    worker = await office.hire();
    user = await office.signIn();
  });
  beforeEach(() => llm.reset());
  afterAll(async () => {
    await office.close();
    await llm.stop();
  });

  /** The durable events that a socket was told of one task. */
  const told = (socket: SocketClient, id: number) =>
    socket.received
      .filter((one) => one.event === 'agent_task.event')
      .map(({ payload }) => payload as AgentTaskEvent)
      .filter(({ task_id: task }) => task === id);

  const ended = (id: number) => (event: AgentTaskEvent) =>
    event.task_id === id &&
    event.type === 'task.status' &&
    ['completed', 'failed'].includes(event.data.status);

  /** What a client shows of a message: each piece replaces what stood from its offset on. */
  const textOf = (socket: SocketClient, id: number) => {
    const shown = new Map<string, string>();
    for (const { event, payload } of socket.received) {
      const delta = payload as { task_id: number; message_id: string; offset: number; text: string };
      if (event !== 'agent_task.delta' || delta.task_id !== id) continue;
      shown.set(delta.message_id, (shown.get(delta.message_id) ?? '').slice(0, delta.offset) + delta.text);
    }
    return shown;
  };

  it('over a socket: every event in order, with the whole of the text', async () => {
    llm.say(toolCall('search_records', { q: 'x' }), text(LONG));
    const socket = await office.api.socket(user.token);
    const task = await office.ask(user.http, 'Tell me');
    expect(await socket.ask('agent_task.subscribe', { id: task.id })).toEqual({ ok: true });
    await socket.next('agent_task.event', ended(task.id));
    const stored = await office.events(user.http, task.id);
    expect(told(socket, task.id)).toEqual(stored);
    const message = stored.find((event) => event.type === 'message');
    expect(message?.data).toMatchObject({ message_id: 'r1-m2', text: LONG });
    // Pieces of a message that is whole already are left out: how many came before it depends on who was quicker.
    expect(LONG.startsWith(textOf(socket, task.id).get('r1-m2') ?? '')).toBe(true);
    await socket.next('agent_task.changed', ({ id, status }) => id === task.id && status === 'completed');
  });

  it('over a socket that comes back: what was missed first, then the rest, nothing twice', async () => {
    llm.say(toolCall('search_records', { q: 'x' }), text(LONG));
    const task = await office.ask(user.http, 'Tell me');
    await office.until(user.http, task.id, 'completed');
    const stored = await office.events(user.http, task.id);
    const socket = await office.api.socket(user.token);
    await socket.ask('agent_task.subscribe', { id: task.id, after_seq: 3 });
    await socket.next('agent_task.event', ended(task.id));
    expect(told(socket, task.id)).toEqual(stored.slice(3));
    expect(textOf(socket, task.id).size).toBe(0);
    await socket.ask('agent_task.subscribe', { id: task.id, after_seq: stored.length });
    expect(told(socket, task.id)).toEqual(stored.slice(3));
  });

  it('over a socket as it is written, and over one that joins late from its beginning', async () => {
    llm.say({ kind: 'endless', piece: 'word ', pauseMs: 5 });
    const first = await office.api.socket(user.token);
    const task = await office.ask(user.http, 'Talk');
    await first.ask('agent_task.subscribe', { id: task.id });
    await first.next('agent_task.delta', ({ task_id: id, offset }) => id === task.id && offset > 200);
    const late = await office.api.socket(user.token);
    await late.ask('agent_task.subscribe', { id: task.id });
    const delta = await late.next('agent_task.delta', ({ task_id: id }) => id === task.id);
    expect(delta.offset).toBe(0);
    expect(textOf(first, task.id).get(delta.message_id)).toMatch(/^(word ){40,}$/);
    expect(textOf(late, task.id).get(delta.message_id)).toMatch(/^(word )+$/);
    await user.http.post(`/agent-tasks/${task.id}/cancel`);
    await office.until(user.http, task.id, 'cancelled');
  });

  it('of somebody else is not possible, and messages that make no sense are refused', async () => {
    llm.say(text('Mine.'));
    const task = await office.ask(user.http, 'Mine');
    const other = await office.signIn();
    const socket = await office.api.socket(other.token);
    expect(await socket.ask('agent_task.subscribe', { id: task.id })).toMatchObject({
      ok: false,
      problem: { status: 404 },
    });
    expect(await socket.ask('agent_task.subscribe', { id: -1 })).toMatchObject({
      ok: false,
      problem: { status: 400 },
    });
    await office.until(user.http, task.id, 'completed');
    expect(socket.received).toEqual([]);
  });

  it('as an event stream, resumed after the last event that was read', async () => {
    llm.say(toolCall('search_records', { q: 'x' }), text(LONG));
    const task = await office.ask(user.http, 'Tell me');
    const url = `${office.api.url}/api/v1/agent-tasks/${task.id}/events`;
    const first = await readEventStream(url, user.token, {}, (events) => events.length >= 3);
    const rest = await readEventStream(
      url,
      user.token,
      { 'last-event-id': first.at(2)?.id ?? '' },
      (events) => events.some(({ data }) => ended(task.id)(data)),
    );
    const stored = await office.events(user.http, task.id);
    expect([...first.slice(0, 3), ...rest].map(({ data }) => data)).toEqual(stored);
    expect(rest.map(({ id }) => Number(id))).toEqual(stored.slice(3).map(({ seq }) => seq));
  });

  it('as an event stream is refused like any other request', async () => {
    const url = `${office.api.url}/api/v1/agent-tasks/999999/events`;
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${user.token}` };
    expect((await fetch(url, { headers })).status).toBe(404);
    expect((await fetch(url, { headers: { accept: 'text/event-stream' } })).status).toBe(401);
    llm.say(text('x'));
    const task = await office.ask(user.http, 'x');
    expect(
      (
        await fetch(`${office.api.url}/api/v1/agent-tasks/${task.id}/events`, {
          headers: { ...headers, 'last-event-id': 'abc' },
        })
      ).status,
    ).toBe(400);
    await office.until(user.http, task.id, 'completed');
  });

  it('goes on from the database where the stream is lost', async () => {
    llm.say(toolCall('search_records', { q: 'x' }), text('After the flood.'));
    const writer = worker.app.get(TaskStreamWriter, { strict: false });
    const [publish, delta] = [jest.spyOn(writer, 'publish'), jest.spyOn(writer, 'delta')];
    for (const spy of [publish, delta]) spy.mockImplementation(() => undefined);
    const socket = await office.api.socket(user.token);
    const task = await office.ask(user.http, 'Tell me');
    await socket.ask('agent_task.subscribe', { id: task.id });
    await socket.next('agent_task.event', ended(task.id));
    for (const spy of [publish, delta]) spy.mockRestore();
    expect(told(socket, task.id)).toEqual(await office.events(user.http, task.id));
  });

  it('goes on where Redis was flushed', async () => {
    llm.say({ kind: 'endless', piece: 'word ', pauseMs: 5 });
    const socket = await office.api.socket(user.token);
    const task = await office.ask(user.http, 'Tell me');
    await socket.ask('agent_task.subscribe', { id: task.id });
    await socket.next('agent_task.delta', ({ task_id: id }) => id === task.id);
    await office.dropStreams();
    const seen = socket.received.length;
    await socket.next(
      'agent_task.delta',
      (payload) =>
        payload.task_id === task.id && socket.received.findIndex((one) => one.payload === payload) >= seen,
    );
    await user.http.post(`/agent-tasks/${task.id}/cancel`);
    await office.until(user.http, task.id, 'cancelled');
  });

  it('is told to those who oversee, and not to others', async () => {
    const [admin, other] = await Promise.all([office.signIn('admin'), office.signIn()]);
    const [overseer, stranger] = await Promise.all(
      [admin, other].map(({ token }) => office.api.socket(token)),
    );
    if (!overseer || !stranger) throw new Error('no sockets');
    await office.addRecords({ name: 'watched' });
    llm.say(
      toolCall('propose_update_matching', {
        title: 'w',
        filter: [{ field: 'name', op: 'eq', value: 'watched' }],
        set: [{ field: 'status', value: 'draft' }],
      }),
    );
    const task = await office.ask(user.http, 'Propose');
    await office.until(user.http, task.id, 'waiting_approval');
    const set = await office.proposalOf(user.http, task.id);
    await overseer.next(
      'agent_task.changed',
      ({ id, status }) => id === task.id && status === 'waiting_approval',
    );
    await overseer.next('change_set.changed', ({ id, status }) => id === set.id && status === 'proposed');
    await overseer.next('escalation.changed', ({ status }) => status === 'open');
    expect(stranger.received).toEqual([]);

    await user.http.post(`/agent-tasks/${task.id}/cancel`);
    await overseer.next('change_set.changed', ({ id, status }) => id === set.id && status === 'expired');
    expect(stranger.received).toEqual([]);
  });
});
