import { TASK_LIMITS, TASK_LIMIT_NAMES, type TaskLimits } from '@bureau/contracts';
import { usedOf } from '../limits/task-usage';
import { mostParts, shareLimits } from './share-limits';
import { planFormat, readPlan } from './task-plan';

const STAFF = ['analyst', 'curator'];
const PLAN = { reason: 'r', parts: [{ agent: 'analyst', input: 'x' }] };

describe('reading a plan', () => {
  it('takes JSON, alone or with words around it', () => {
    const text = JSON.stringify(PLAN);
    for (const written of [text, `\`\`\`json\n${text}\n\`\`\``])
      expect(readPlan(written, STAFF, 5)).toEqual({ ok: true, plan: PLAN });
  });

  it.each<[string, unknown, string]>([
    ['no JSON', 'the analyst', 'Invalid input'],
    ['no parts', { ...PLAN, parts: [] }, 'Too small'],
    ['an agent that there is not', { ...PLAN, parts: [{ agent: 'root', input: 'x' }] }, 'no agent root'],
    ['nothing to do', { ...PLAN, parts: [{ agent: 'analyst', input: '' }] }, 'Too small'],
    ['more than was asked for', { ...PLAN, rights: 'all' }, 'Unrecognized key'],
    ['too many parts', { ...PLAN, parts: [...PLAN.parts, ...PLAN.parts, ...PLAN.parts] }, 'at most 2'],
  ])('refuses %s, and says why', (_name, written, problem) => {
    const reading = readPlan(typeof written === 'string' ? written : JSON.stringify(written), STAFF, 2);
    expect(reading).toEqual({ ok: false, problem: expect.stringContaining(problem) as string });
  });

  it('is told of nobody else', () => {
    expect(JSON.stringify(planFormat(STAFF))).toContain('"enum":["analyst","curator"]');
  });
});

describe('sharing limits', () => {
  const limits = Object.fromEntries(
    TASK_LIMIT_NAMES.map((name) => [name, TASK_LIMITS[name].default]),
  ) as TaskLimits;
  const nothing = { input_tokens: 0, output_tokens: 0, tool_calls: 0, cost: '0', model_calls: 0 };
  const used = usedOf(
    { ...nothing, model_calls: 1, records: 0, fields: 0, deletes: 90, messages: 0 },
    60_000,
  );

  it.each([2, 3, 5])('among %i never hands out more than is left', (parts) => {
    const share = shareLimits(limits, used, parts);
    for (const name of TASK_LIMIT_NAMES.filter((one) => one !== 'minutes'))
      expect((share[name] ?? Infinity) * parts).toBeLessThanOrEqual(limits[name] - used[name]);
    expect(share.minutes).toBe(limits.minutes - 1);
    expect(share.model_calls).toBeGreaterThanOrEqual(1);
  });

  it('says how many parts can have a call of the model each, with three left for the whole', () => {
    expect(mostParts({ ...limits, model_calls: 6 }, used)).toBe(2);
    expect(mostParts({ ...limits, model_calls: 1 }, used)).toBe(1);
    expect(mostParts({ ...limits, tool_calls: 2 }, used)).toBe(2);
  });
});
