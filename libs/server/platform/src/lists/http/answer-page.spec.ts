import { type FastifyReply } from 'fastify';
import { type Page } from '../page';
import { textPage } from '../text-page';
import { answerPage } from './answer-page';

interface Thing {
  id: number;
  label?: string;
}

const NOWHERE = { next: null, prev: null, last: null, fields: null, total: null };

function answer(page: Partial<Page<Thing>>): { body: Thing[]; headers: Record<string, string> } {
  const headers: Record<string, string> = {};
  const reply = {
    request: { originalUrl: '/api/v1/things?metadata.a%5Bgt%5D=1&cursor=old' },
    header: (name: string, value: string) => (headers[name] = value),
  } as unknown as FastifyReply;
  return { body: answerPage(reply, { ...NOWHERE, rows: [], ...page }), headers };
}

describe('the answer of a list', () => {
  it('is a bare array with links to the pages around it, with the same filters', () => {
    const rows = [{ id: 1 }, { id: 2 }];
    const { body, headers } = answer({ rows, next: 'new', prev: 'before', last: 'end' });
    expect(body).toEqual(rows);
    expect(headers['link']?.split(', ')).toEqual([
      '</api/v1/things?metadata.a%5Bgt%5D=1&cursor=new>; rel="next"',
      '</api/v1/things?metadata.a%5Bgt%5D=1&cursor=before>; rel="prev"',
      '</api/v1/things?metadata.a%5Bgt%5D=1>; rel="first"',
      '</api/v1/things?metadata.a%5Bgt%5D=1&cursor=end>; rel="last"',
    ]);
  });

  it('has no link where there are no other pages, and a total where one was counted', () => {
    expect(answer({ total: { value: 3, capped: false } }).headers).toEqual({ 'x-total-count': '3' });
    expect(answer({ total: { value: 10_000, capped: true } }).headers).toEqual({ 'x-total-count': '10000+' });
  });

  it('says no more than the fields that were asked for', () => {
    const rows = [{ id: 1, label: 'one' }];
    expect(answer({ rows, fields: ['id'] }).body).toEqual([{ id: 1 }]);
    expect(answer({ rows, fields: ['id', 'label'] }).body).toEqual(rows);
  });

  it('goes out as the texts that PostgreSQL sent, unless somebody looked at the rows', () => {
    const columns = [{ name: 'id', type: 23 }];
    const written = (look: boolean, fields: string[] | null = null) => {
      const page = textPage<Thing>({ columns, rows: [['7']] }, { ...NOWHERE, fields });
      let serialize: (() => string) | null = null;
      const headers: Record<string, string> = {};
      const reply = {
        request: { originalUrl: '/' },
        header: (name: string, value: string) => (headers[name] = value),
        serializer: (one: () => string) => (serialize = one),
      };
      if (look) page.rows.push({ id: 8 });
      const body = answerPage(reply as unknown as FastifyReply, look ? { ...page } : page);
      return (serialize as (() => string) | null)?.() ?? body;
    };
    expect(written(false)).toBe('[{"id":7}]');
    expect(written(true)).toEqual([{ id: 7 }, { id: 8 }]);
    expect(written(false, ['id'])).toEqual([{ id: 7 }]);
  });
});
