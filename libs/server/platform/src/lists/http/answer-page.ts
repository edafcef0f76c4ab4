import { type FastifyReply } from 'fastify';
import { type Page } from '../page';

/** Sets `Link` (RFC 8288) and `X-Total-Count` for a page and returns its rows as the body. */
export function answerPage<Row>(reply: FastifyReply, page: Page<Row>): Row[] {
  if (page.next !== null)
    void reply.header('link', `<${nextUrl(reply.request.originalUrl, page.next)}>; rel="next"`);
  if (page.total) void reply.header('x-total-count', `${page.total.value}${page.total.capped ? '+' : ''}`);
  return page.rows;
}

function nextUrl(url: string, cursor: string): string {
  const [path = '', query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `${path}?${parameters.toString()}`;
}
