import { type AgentTaskEvent } from '@bureau/contracts';
import { type StreamEntry } from './task-stream';
import { TaskWatch } from './task-watch';

const event = (seq: number): AgentTaskEvent => ({
  task_id: 1,
  seq,
  type: 'message',
  at: '2026-11-22T10:00:00.000Z',
  data: { message_id: `m${seq}`, agent: 'curator', text: `${seq}` },
});
const entry = (seq: number): StreamEntry => ({ kind: 'event', event: event(seq) });
const delta = (messageId: string): StreamEntry => ({
  kind: 'delta',
  delta: { task_id: 1, message_id: messageId, offset: 0, text: 'x' },
});

describe('TaskWatch', () => {
  const stored = [1, 2, 3, 4, 5].map(event);
  let told: string[];
  const watchFrom = (afterSeq: number, pageSize = 2) =>
    new TaskWatch(
      afterSeq,
      { event: ({ seq }) => told.push(`e${seq}`), delta: ({ message_id }) => told.push(`d:${message_id}`) },
      async (after) => stored.filter(({ seq }) => seq > after).slice(0, pageSize),
    );

  beforeEach(() => (told = []));

  it('replays what was missed, page by page', async () => {
    await watchFrom(1).catchUp();
    expect(told).toEqual(['e2', 'e3', 'e4', 'e5']);
  });

  it('fills a gap of the stream from the database before it goes on', async () => {
    const watch = watchFrom(0);
    await watch.offer([{ id: '1-0', entry: entry(1) }]);
    await watch.offer([{ id: '2-0', entry: entry(4) }]);
    expect(told).toEqual(['e1', 'e2', 'e3', 'e4', 'e5']);
  });

  it('tells nothing twice, whichever way it comes', async () => {
    const watch = watchFrom(0);
    await watch.catchUp();
    await watch.offer([{ id: '1-0', entry: entry(3) }]);
    await watch.offer([{ id: '1-1', entry: entry(5) }]);
    await watch.catchUp();
    expect(told).toEqual(['e1', 'e2', 'e3', 'e4', 'e5']);
  });

  it('leaves out stream entries that it took before a reconnect', async () => {
    const watch = watchFrom(5);
    await watch.offer([{ id: '7-2', entry: delta('m6') }]);
    await watch.offer([{ id: '7-2', entry: delta('m6') }]);
    await watch.offer([{ id: '7-1', entry: delta('m6') }]);
    expect(told).toEqual(['d:m6']);
  });

  it('leaves out pieces of a message that is whole already', async () => {
    const watch = watchFrom(0);
    await watch.catchUp();
    await watch.offer([{ id: '1-0', entry: delta('m4') }]);
    await watch.offer([{ id: '1-1', entry: delta('m6') }]);
    expect(told.filter((one) => one.startsWith('d'))).toEqual(['d:m6']);
  });

  it('leaves out pieces of a message whose end comes with them', async () => {
    await watchFrom(5).offer([
      { id: '1-0', entry: delta('m5') },
      { id: '1-1', entry: entry(5) },
      { id: '1-2', entry: delta('m6') },
    ]);
    expect(told).toEqual(['d:m6']);
  });

  it('keeps the order when entries arrive while it reads the database', async () => {
    const watch = watchFrom(0, 1);
    await Promise.all([
      watch.catchUp(),
      watch.offer([{ id: '1-0', entry: entry(2) }]),
      watch.offer([{ id: '2-0', entry: entry(5) }]),
    ]);
    expect(told).toEqual(['e1', 'e2', 'e3', 'e4', 'e5']);
  });
});
