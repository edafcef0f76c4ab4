import assert from 'node:assert/strict';
import type pg from 'pg';
import { withClient } from '../office/databases.ts';
import type { LoadRequest } from '../load/slice.ts';
import { OPERATIONS, RequestMaker, type Material, type OperationName } from './requests.ts';

const READS = 20;
/** What differs between two writes of the same thing. */
const OWN = ['id', 'version', 'created_at', 'updated_at'];
const WRITTEN = `
select jsonb_agg(to_jsonb(a) - 'id' - 'timestamp' - 'actor_salt' - 'values_salt' - 'xid' - 'request_id' - 'entity_id' - 'entity_version' - 'user_id' - 'actor_id' - 'actor_name' - 'session_id' order by a.id) as audit,
  (select jsonb_agg(o.payload - 'id' - 'version' - 'by' order by o.id) from outbox o where o.id > $2) as events
from audit_logs a where a.id > $1`;

/**
 * Makes sure that both servers do the same: the same answers to the same reads, and for a write the same answer, audit
 * row and event but for what belongs to each write alone.
 *
 * @throws naming the first difference
 */
export async function compareAnswers(
  databaseUrl: string,
  limitUrl: string,
  productUrl: string,
  material: Material,
): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    for (const operation of OPERATIONS) {
      const maker = new RequestMaker(material);
      for (let i = 0; i < (isRead(operation) ? READS : 1); i++) {
        const request = maker.next(operation)(0);
        const other = isRead(operation) ? request : maker.next(operation)(1);
        const limit = await answerOf(client, limitUrl, request);
        const product = await answerOf(client, productUrl, { ...other, body: request.body });
        assert.deepEqual(product, limit, `${operation}: the answers differ`);
      }
    }
  });
}

function isRead(operation: OperationName): boolean {
  return operation === 'get' || operation === 'list';
}

async function answerOf(
  client: pg.Client,
  url: string,
  request: Omit<LoadRequest, 'body'> & { body?: string | undefined },
) {
  const { method, headers, body = null } = request;
  const before = await lastIds(client);
  const response = await fetch(url + request.path, { method, headers, body });
  const { status } = response;
  const json = (await response.json()) as object;
  if (method === 'GET') return { status, json, next: nextPage(response) };
  const own = Object.fromEntries(
    Object.entries(json).filter(([key]) => !OWN.includes(key) && key !== 'owner_id'),
  );
  const { rows } = await client.query<object>(WRITTEN, before);
  return {
    status,
    json: method === 'POST' ? own : Object.keys(own),
    written: normalized(rows[0] as Written, method),
  };
}

interface Written {
  audit: { new_values: Record<string, unknown>; old_values: Record<string, unknown> | null }[];
  events: unknown;
}

/** Old values are those of another record, and a new one's owner is another person. */
function normalized({ audit, events }: Written, method: string): unknown {
  return {
    events,
    audit: audit.map(({ new_values, old_values, ...rest }) => ({
      ...rest,
      new_values: method === 'POST' ? { ...new_values, owner_id: null } : new_values,
      old_values: old_values && Object.keys(old_values),
    })),
  };
}

async function lastIds(client: pg.Client): Promise<[number, number]> {
  const { rows } = await client.query<{ audit: string; events: string }>(
    'select (select coalesce(max(id), 0) from audit_logs) as audit, (select coalesce(max(id), 0) from outbox) as events',
  );
  return [Number(rows[0]?.audit), Number(rows[0]?.events)];
}

function nextPage(response: Response): string | null {
  const link = response.headers.get('link');
  return link && new URL(link.slice(1, link.indexOf('>')), 'http://any').searchParams.get('cursor');
}
