import { type FastifyReply } from 'fastify';
import { type Page } from '../page';
import { answerPage } from './answer-page';

function answer(page: Page<number>): { body: number[]; headers: Record<string, string> } {
  const headers: Record<string, string> = {};
  const reply = {
    request: { originalUrl: '/api/v1/things?metadata.a%5Bgt%5D=1&cursor=old' },
    header: (name: string, value: string) => (headers[name] = value),
  } as unknown as FastifyReply;
  return { body: answerPage(reply, page), headers };
}

describe('the answer of a list', () => {
  it('is a bare array with a link to what follows, with the same filters', () => {
    const { body, headers } = answer({ rows: [1, 2], next: 'new', total: null });
    expect(body).toEqual([1, 2]);
    expect(headers).toEqual({ link: '</api/v1/things?metadata.a%5Bgt%5D=1&cursor=new>; rel="next"' });
  });

  it('has no link at the end, and a total where one was counted', () => {
    expect(answer({ rows: [], next: null, total: { value: 3, capped: false } }).headers).toEqual({
      'x-total-count': '3',
    });
    expect(answer({ rows: [], next: null, total: { value: 10_000, capped: true } }).headers).toEqual({
      'x-total-count': '10000+',
    });
  });
});
