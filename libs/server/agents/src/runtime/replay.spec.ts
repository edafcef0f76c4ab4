import { type TaskUsage } from '@bureau/contracts';
import { AIMessage, HumanMessage } from '@langchain/core/messages';
import { type Database } from '@bureau/platform';
import { CURATOR } from '../agents/curator/curator.agent';
import { type TaskEvents } from '../events/task-events';
import { type DailyUsages } from '../limits/daily-usage';
import { LimitKeeper } from '../limits/limit-keeper';
import { askedLimits } from '../limits/task-limits';
import { OfflineModelProvider } from '../models/offline-model.provider';
import { RunLedger, type Step } from './ledger';
import { ModelCalls } from './model-calls';
import { type Requesters } from './requesters';
import { RunSuspended } from './run-signals';
import { type JournalEntry, type TaskJournal } from './task-journal';
import { type TaskRun } from './task-run';
import { ToolCalls } from './tool-calls';

const model = (key: string, status: Step['status'], text = ''): Step => ({
  kind: 'model',
  step_key: key,
  name: 'offline',
  status,
  input: {},
  output: status === 'done' ? { text, tool_calls: [] } : null,
  change_set_id: null,
  escalation_id: null,
});
const toolStep = (key: string, status: Step['status'], output: Step['output'] = null): Step => ({
  ...model(key, status),
  kind: 'tool',
  step_key: key,
  name: 'search_records',
  output,
});

const USED: TaskUsage = {
  input_tokens: 0,
  output_tokens: 0,
  cost: '0',
  model_calls: 0,
  tool_calls: 0,
  records: 0,
  fields: 0,
  deletes: 0,
  messages: 0,
  active_ms: 0,
};

describe('replaying a ledger', () => {
  let written: JournalEntry[];
  const journal = {
    record: (_ref: unknown, entry: JournalEntry) => {
      written.push(entry);
      return Promise.resolve({ events: [], usage: USED });
    },
  } as unknown as TaskJournal;

  beforeEach(() => (written = []));

  const runWith = (...steps: Step[]): TaskRun => ({
    ref: { task_id: 1, run: 1, lease_epoch: 1 },
    task: { id: 1, requested_by: 1, entity_ids: [] } as unknown as TaskRun['task'],
    agent: CURATOR,
    tools: new Map(),
    history: [],
    ledger: new RunLedger(steps),
    keeper: new LimitKeeper(askedLimits({}), { agent: {}, requester: {} }, false),
    usage: USED,
    startedAt: Date.now(),
    signal: new AbortController().signal,
  });
  const modelsOf = (run: TaskRun) =>
    new ModelCalls(
      run,
      journal,
      new OfflineModelProvider(),
      { attempts: 1, baseMs: 1, maxMs: 1 },
      { today: () => Promise.resolve({ agent: {}, requester: {} }) } as unknown as DailyUsages,
      () => undefined,
    );
  const toolsOf = (run: TaskRun) =>
    new ToolCalls(run, journal, {} as Database, {} as Requesters, {} as TaskEvents);
  const messages = [new HumanMessage('x')];
  const answer = new AIMessage({ content: 'new', response_metadata: { finish_reason: 'stop' } });

  it('gives recorded answers in their order and asks the model for the next alone', async () => {
    const calls = modelsOf(runWith(model('m1', 'done', 'first'), model('m2', 'done', 'second')));
    const ask = jest.fn(() => Promise.resolve(answer));
    const texts = [];
    for (let i = 0; i < 3; i++) texts.push((await calls.call(messages, ask)).text);
    expect(texts).toEqual(['first', 'second', 'new']);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(written.map(({ step }) => [step?.step_key, step?.status])).toEqual([
      ['m3', 'started'],
      ['m3', 'done'],
    ]);
  });

  it('asks again for an answer that never came, and counts what the lost call may have used', async () => {
    await modelsOf(runWith(model('m1', 'started'))).call(messages, () => Promise.resolve(answer));
    expect(written[0]?.usage?.input_tokens).toBeGreaterThan(0);
    expect(written[0]?.step).toMatchObject({ step_key: 'm1', status: 'started' });
  });

  it('asks nothing further while a call waits for people', async () => {
    const ask = jest.fn(() => Promise.resolve(answer));
    const calls = modelsOf(runWith(model('m1', 'done', 'first'), toolStep('p', 'waiting')));
    await calls.call(messages, ask);
    await expect(calls.call(messages, ask)).rejects.toBeInstanceOf(RunSuspended);
    expect(ask).not.toHaveBeenCalled();
  });

  it('gives recorded results of tools, refusals and decisions alike, and calls nothing', async () => {
    const calls = toolsOf(
      runWith(
        toolStep('a', 'done', { ok: true, text: '{"total":"3"}' }),
        toolStep('b', 'failed', { ok: false, text: 'You may not.' }),
        toolStep('c', 'done', { outcome: 'committed', committed: 2 }),
      ),
    );
    const results = await Promise.all(
      ['a', 'b', 'c'].map((id) => calls.call({ id, name: 'search_records', args: {} })),
    );
    expect(results.map(({ text, status }) => [text, status])).toEqual([
      ['{"total":"3"}', 'success'],
      ['You may not.', 'error'],
      ['{"outcome":"committed","committed":2}', 'success'],
    ]);
    expect(written).toEqual([]);
  });

  it('makes a call again that was started and never settled, without announcing it twice', async () => {
    const result = await toolsOf(runWith(toolStep('a', 'started'))).call({
      id: 'a',
      name: 'unknown',
      args: {},
    });
    expect(result.status).toBe('error');
    expect(written.map(({ events = [] }) => events.map(({ type }) => type))).toEqual([[], ['tool.finished']]);
  });
});
