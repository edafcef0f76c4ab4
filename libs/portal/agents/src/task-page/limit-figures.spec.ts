import { aTask } from '../testing/builders';
import { limitFigures } from './limit-figures';

describe('the limits of a task', () => {
  const named = (task: ReturnType<typeof aTask>) =>
    Object.fromEntries(limitFigures(task).map(({ name, text }) => [name, text]));

  it('are shown with what was used, in units that people read', () => {
    const { usage } = aTask();
    const task = aTask({
      usage: {
        ...usage,
        input_tokens: 11_600,
        output_tokens: 400,
        cost: '0.041',
        records: 198,
        active_ms: 102_000,
      },
    });
    expect(named(task)).toMatchObject({
      tokens: '12k / 500k',
      cost: '$0.04 / $1.00',
      records: '198 / 5,000',
      minutes: '1.7 / 15',
    });
  });

  it('leave out what the task never did', () => {
    expect(Object.keys(named(aTask()))).toEqual(['minutes', 'model_calls', 'tool_calls', 'tokens']);
  });
});
