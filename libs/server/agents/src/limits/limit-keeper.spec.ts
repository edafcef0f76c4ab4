import { type TaskLimitName, TASK_LIMIT_NAMES } from '@bureau/contracts';
import { LimitReached } from '../runtime/run-signals';
import { LimitKeeper } from './limit-keeper';
import { askedLimits, effectiveLimits, raisedLimit } from './task-limits';

const used = (name?: TaskLimitName, amount = 0) =>
  ({
    ...Object.fromEntries(TASK_LIMIT_NAMES.map((one) => [one, 0])),
    ...(name && { [name]: amount }),
  }) as Record<TaskLimitName, number>;
const idle = { tokens: 0, cost: 0, records: 0, deletes: 0, messages: 0 };
const keeper = (limits: Partial<Record<TaskLimitName, number>>, exempt = false) =>
  new LimitKeeper(askedLimits(limits), { agent: { messages: 3 }, requester: { tokens: 50 } }, exempt);

describe('LimitKeeper', () => {
  it.each(['minutes', 'model_calls', 'tokens', 'cost'] as const)(
    'has no call of the model without %s left',
    (name) => {
      expect(() => keeper({ [name]: 5 }).beforeCall('model', used(name, 4.9))).not.toThrow();
      expect(() => keeper({ [name]: 5 }).beforeCall('model', used(name, 5))).toThrow(LimitReached);
    },
  );

  it.each(['minutes', 'tool_calls'] as const)('has no call of a tool without %s left', (name) => {
    expect(() => keeper({ [name]: 5 }).beforeCall('tool', used(name, 4.9))).not.toThrow();
    expect(() => keeper({ [name]: 5 }).beforeCall('tool', used(name, 5))).toThrow(LimitReached);
  });

  it.each(['records', 'fields', 'deletes', 'messages'] as const)(
    'lets %s come up to their limit, not beyond',
    (name) => {
      expect(() => keeper({ [name]: 5 }).afterEffect(used(name, 5))).not.toThrow();
      expect(() => keeper({ [name]: 5 }).afterEffect(used(name, 6))).toThrow(LimitReached);
      expect(() => keeper({ [name]: 0 }).afterEffect(used(name, 1))).toThrow(LimitReached);
    },
  );

  it('knows whose day is used up, and lets a task beyond it that somebody exempted', () => {
    const spent = { agent: idle, requester: { ...idle, tokens: 50 } };
    expect(() => keeper({}).today({ agent: idle, requester: { ...idle, tokens: 49 } })).not.toThrow();
    expect(() => keeper({}).today(spent)).toThrow(
      expect.objectContaining({ scope: 'requester_day', value: 50 }),
    );
    expect(() => keeper({}).today({ agent: { ...idle, messages: 3 }, requester: idle })).toThrow(
      expect.objectContaining({ scope: 'agent_day', limit: 'messages' }),
    );
    expect(() => keeper({}, true).today(spent)).not.toThrow();
  });
});

describe('the limits of a task', () => {
  it('are those asked for, the usual ones for the rest, and never more than the agent was granted', () => {
    expect(effectiveLimits({ records: 7, tokens: 900 }, { tokens: 100, deletes: 0 })).toMatchObject({
      records: 7,
      tokens: 100,
      deletes: 0,
      model_calls: 25,
    });
  });

  it('double when they are raised, up to the highest that there is', () => {
    expect(raisedLimit('model_calls', 25)).toBe(50);
    expect(raisedLimit('deletes', 0)).toBe(2);
    expect(raisedLimit('model_calls', 400)).toBe(500);
  });
});
