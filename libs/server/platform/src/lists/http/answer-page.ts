import { type FastifyReply } from 'fastify';
import { type Page } from '../page';

/**
 * Sets `Link` (RFC 8288: `next`, `prev`, `first`, `last`, as far as there are such pages) and `X-Total-Count` for a
 * page, and returns its rows with the fields that were asked for as the body.
 */
export function answerPage<Row extends object>(reply: FastifyReply, page: Page<Row>): Row[] {
  const link = linkTo(reply.request.originalUrl);
  const links = [
    ...(page.next !== null ? [link(page.next, 'next')] : []),
    ...(page.prev !== null ? [link(page.prev, 'prev'), link(null, 'first')] : []),
    ...(page.last !== null ? [link(page.last, 'last')] : []),
  ];
  if (links.length > 0) void reply.header('link', links.join(', '));
  if (page.total) void reply.header('x-total-count', `${page.total.value}${page.total.capped ? '+' : ''}`);
  const { fields } = page;
  const json = fields ? null : (page.json?.() ?? null);
  if (json !== null) {
    // What is returned only stands for the rows: the serializer answers with their texts.
    // A reply with a serializer of its own says by itself what it is.
    void reply.header('content-type', 'application/json; charset=utf-8');
    void reply.serializer(() => json);
    return [];
  }
  return fields ? page.rows.map((row) => picked(row, fields)) : page.rows;
}

/** Links to other pages of the same list: the same address with another cursor, or with none. */
function linkTo(url: string): (cursor: string | null, relation: string) => string {
  const [path = '', query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.delete('cursor');
  const kept = parameters.toString();
  return (cursor, relation) => {
    const text = [kept, cursor === null ? '' : `cursor=${cursor}`].filter(Boolean).join('&');
    return `<${path}${text && `?${text}`}>; rel="${relation}"`;
  };
}

/** The body says no more than the caller asked for; the parts that `include=` adds stay. */
function picked<Row extends object>(row: Row, fields: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name))) as Row;
}
