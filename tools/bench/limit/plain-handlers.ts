import type pg from 'pg';
import type { Answer, Exchange, Handler } from './exchange.ts';

const COLUMNS = 'id, name, description, status, type, metadata, owner_id, version, created_at, updated_at';
const GET = `select ${COLUMNS} from entities where id = $1 and deleted_at is null`;
const INSERT = `insert into entities (name, description, metadata, owner_id) values ($1, $2, $3, $4) returning ${COLUMNS}`;
const REPLACE = `update entities set name = $2, description = $3, metadata = $4, version = version + 1, updated_at = now() where id = $1 returning ${COLUMNS}`;
const STATUS = `update entities set status = $2, version = version + 1, updated_at = now() where id = $1 returning ${COLUMNS}`;
const LIST = (after: boolean) =>
  `select ${COLUMNS} from entities where deleted_at is null and status = 'active'${after ? ' and (created_at, id) < ($1, $2)' : ''} order by created_at desc, id desc limit 51`;
const AUDIT = `insert into audit_logs (user_id, action, entity_type, entity_id, entity_version, old_values, new_values, actor_type, actor_id, actor_name, session_id, request_id, ip, user_agent)
  values ($1, $2, 'entity', $3, $4, $5, $6, 'user', $7, $8, $9, $10, $11, $12)`;
const OUTBOX = `insert into outbox (topic, payload) values ('entity.changed', $1)`;

interface EntityRow extends Record<string, unknown> {
  id: number;
  version: number;
}

function writeOf({ operation, values, caller }: Exchange): { text: string; values: unknown[] } {
  const { id, name, description, metadata, status } = values;
  if (operation === 'create') return { text: INSERT, values: [name, description, metadata, caller.user_id] };
  return operation === 'status'
    ? { text: STATUS, values: [id, status] }
    : { text: REPLACE, values: [id, name, description, metadata] };
}

/**
 * How one writes it first: a statement that is planned anew each time, `JSON.stringify`, and for a write a transaction
 * of separate statements for lock, change, audit and event.
 */
export function naiveHandler(pool: pg.Pool): Handler {
  return async (exchange) => {
    const { operation, values } = exchange;
    if (operation === 'list') return page((await pool.query<EntityRow>(LIST(false))).rows);
    if (operation === 'list_after') {
      return page((await pool.query<EntityRow>(LIST(true), [values.cursor_0, values.cursor_1])).rows);
    }
    if (operation === 'get') return single((await pool.query<EntityRow>(GET, [values.id])).rows[0], 200);
    const client = await pool.connect();
    try {
      return await transact(client, exchange);
    } finally {
      client.release();
    }
  };
}

async function transact(client: pg.PoolClient, exchange: Exchange): Promise<Answer> {
  const { operation, values, caller } = exchange;
  await client.query('begin');
  const created = operation === 'create';
  const before = created
    ? undefined
    : (await client.query<EntityRow>(`${GET} for update`, [values.id])).rows[0];
  const { text, values: parameters } = writeOf(exchange);
  const row = (await client.query<EntityRow>(text, parameters)).rows[0];
  if (!row) throw new Error('nothing was written');
  const audit = [
    caller.user_id,
    `entity.${operation}`,
    row.id,
    row.version,
    before ? JSON.stringify(before) : null,
    JSON.stringify(row),
    caller.actor_id,
    caller.actor_name,
    caller.session_id,
    values.request_id,
    values.ip,
    values.user_agent,
  ];
  await client.query(AUDIT, audit);
  await client.query(OUTBOX, [JSON.stringify({ id: row.id, change: operation, version: row.version })]);
  await client.query('commit');
  return single(row, created ? 201 : 200);
}

/** The change alone, with neither audit row nor event: how much of the time those take. */
export function bareHandler(pool: pg.Pool): Handler {
  return async (exchange) => {
    const { text, values } = writeOf(exchange);
    const { rows } = await pool.query<EntityRow>({ name: `bare_${exchange.operation}`, text, values });
    return single(rows[0], exchange.operation === 'create' ? 201 : 200);
  };
}

function single(row: EntityRow | undefined, status: number): Answer {
  return row ? { status, json: JSON.stringify(row) } : { status: 404, json: '{}' };
}

function page(rows: readonly EntityRow[]): Answer {
  return { status: 200, json: JSON.stringify(rows.slice(0, 50)) };
}
