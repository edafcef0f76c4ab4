import { TestBed } from '@angular/core/testing';
import { type AgentTaskEvent } from '@bureau/contracts';
import { Live } from '@bureau/portal-core';
import { aTask } from '../testing/builders';
import { aProblem, FakeLive, settle } from '../testing/fakes';
import { AgentsApi } from './agents-api';
import { LiveTask } from './live-task';

function tool(seq: number): AgentTaskEvent {
  const data = { call_id: `c${seq}`, tool: 'get_record', input: {}, summary: `Read ${seq}` };
  return { task_id: 88, seq, type: 'tool.started', at: '', data };
}

function message(seq: number, text: string): AgentTaskEvent {
  return { task_id: 88, seq, type: 'message', at: '', data: { message_id: 'm1', agent: 'curator', text } };
}

function setUp(stored: AgentTaskEvent[], atFirst?: Error) {
  const live = new FakeLive();
  const api = {
    task: jest.fn(() => Promise.resolve(aTask())),
    eventsAfter: jest.fn((_id: number, seq: number) =>
      Promise.resolve(stored.filter((event) => event.seq > seq)),
    ),
  };
  if (atFirst) api.task.mockRejectedValueOnce(atFirst);
  TestBed.configureTestingModule({
    providers: [LiveTask, { provide: Live, useValue: live }, { provide: AgentsApi, useValue: api }],
  });
  const task = TestBed.inject(LiveTask);
  TestBed.tick();
  task.open(88);
  return { task, live, api, seqs: () => task.story().steps.map((step) => step.seq) };
}

describe('a task as it happens', () => {
  it('is read first, then followed from where it was read to', async () => {
    const { task, live, seqs } = setUp([tool(1), tool(2)]);
    await settle();
    expect(live.watches[0]?.payload()).toEqual({ id: 88, after_seq: 2 });

    live.tell('agent_task.event', tool(3));
    expect(seqs()).toEqual([1, 2, 3]);
    expect(task.storyRead()).toBe(true);
  });

  it('does not tell an event twice, nor one of another task', async () => {
    const { live, seqs } = setUp([tool(1)]);
    await settle();
    live.tell('agent_task.event', tool(1));
    live.tell('agent_task.event', { ...tool(2), task_id: 99 });

    expect(seqs()).toEqual([1]);
  });

  it('holds an event back until those before it are there, and reads them', async () => {
    const stored = [tool(1)];
    const { live, seqs } = setUp(stored);
    await settle();
    stored.push(tool(2), tool(3));
    live.tell('agent_task.event', tool(4));
    expect(seqs()).toEqual([1]);

    await settle();
    expect(seqs()).toEqual([1, 2, 3, 4]);
  });

  it('says how many events came while the connection was away', async () => {
    const stored = [tool(1)];
    const { task, live } = setUp(stored);
    await settle();
    stored.push(tool(2), tool(3));
    live.connections.set(2);
    TestBed.tick();
    await settle();

    expect(task.caughtUp()).toBe(2);
    task.forgetCaughtUp();
    expect(task.caughtUp()).toBeNull();
  });

  it('paints the text of many pieces once per frame, until the whole message comes', async () => {
    const { task, live } = setUp([]);
    await settle();
    const frames: FrameRequestCallback[] = [];
    const request = jest
      .spyOn(globalThis, 'requestAnimationFrame')
      .mockImplementation((paint) => frames.push(paint));

    live.tell('agent_task.delta', { task_id: 88, message_id: 'm1', offset: 0, text: 'Two ' });
    live.tell('agent_task.delta', { task_id: 88, message_id: 'm1', offset: 4, text: 'records' });
    expect(frames).toHaveLength(1);
    expect(task.writing()).toBeNull();
    frames[0]?.(0);
    expect(task.writing()?.text).toBe('Two records');

    live.tell('agent_task.event', message(1, 'Two records.'));
    live.tell('agent_task.delta', { task_id: 88, message_id: 'm1', offset: 11, text: '.' });
    expect(task.writing()).toBeNull();
    expect(frames).toHaveLength(1);
    request.mockRestore();
  });

  it('reads its row again when its status changes, and never shows an older one', async () => {
    const { task, live, api } = setUp([]);
    await settle();
    api.task.mockResolvedValue(aTask({ status: 'completed', result: 'Done', version: 5 }));
    live.tell('agent_task.changed', { id: 88, status: 'completed', version: 5 });
    await settle();
    expect(task.task()?.status).toBe('completed');

    task.put(aTask({ version: 3 }));
    expect(task.task()?.version).toBe(5);
  });

  it('says why it cannot be read, and goes on once it can', async () => {
    const { task, api } = setUp([tool(1)], aProblem({ status: 503 }));
    await settle();
    expect(task.problem()?.status).toBe(503);
    expect(task.loading()).toBe(false);

    await task.reload();
    expect(task.problem()).toBeNull();
    expect(task.task()?.id).toBe(88);

    api.eventsAfter.mockRejectedValueOnce(aProblem({ status: 502 }));
    await task.reload();
    expect(task.problem()?.status).toBe(502);
    expect(task.task()?.id).toBe(88);
  });
});
