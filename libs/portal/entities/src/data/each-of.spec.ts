import { ApiProblem } from '@bureau/portal-core';
import { eachOf } from './each-of';

const problem = (detail: string) =>
  new ApiProblem({
    type: 'about:blank',
    title: 'x',
    status: 412,
    detail,
    code: 'VERSION_CONFLICT',
    request_id: 'r',
  });

describe('eachOf', () => {
  it('does the others when one fails, and keeps the first reason', async () => {
    const done: number[] = [];
    const result = await eachOf([1, 2, 3, 4, 5, 6], async (id) => {
      if (id % 3 === 0) throw problem(`record ${id}`);
      done.push(id);
    });
    expect(done).toEqual([1, 2, 4, 5]);
    expect(result).toMatchObject({ done: 4, failed: 2, problem: { detail: 'record 3' } });
  });

  it('asks for four at a time', async () => {
    let running = 0;
    let most = 0;
    await eachOf(
      Array.from({ length: 20 }, (_, id) => id),
      async () => {
        most = Math.max(most, ++running);
        await Promise.resolve();
        running--;
      },
    );
    expect(most).toBe(4);
  });
});
