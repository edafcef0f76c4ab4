import type pg from 'pg';
import type { Answer, Exchange, Handler } from './exchange.ts';
import type { Template } from './recording.ts';
import { rowEncoder } from './row-json.ts';

/** Everything that the limit must know of the product, read off from what the product does. */
export interface Recorded {
  /** By operation. */
  readonly templates: Readonly<Record<string, Template>>;
  /** Format and sort at the head of the product's cursors. */
  readonly cursor_head: readonly unknown[];
  readonly page_size: number;
}

const KEYS_COLUMN = '_keys';
/** Columns that are for whoever sends the statement, not for whoever asked. */
const INTERNAL = ['outcome', 'locked_version', KEYS_COLUMN];
/** Every value stays the text that PostgreSQL sent. */
const AS_TEXT = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig;

type Row = (string | null)[];

/**
 * The fastest that Node can do: the product's own statements, named, over a pool; rows as text, and their JSON put
 * together by hand.
 */
export function limitHandler(pool: pg.Pool, recorded: Recorded): Handler {
  const encoders = new Map<string, (row: Row) => string>();
  const bound = Object.fromEntries(
    Object.entries(recorded.templates).map(([name, { parameters }]) => [
      name,
      parameters.map((one) => ('from' in one ? { from: one.from } : { constant: one.constant })),
    ]),
  );
  return async (exchange) => {
    const { operation, values } = exchange;
    const template = recorded.templates[operation] as Template;
    const parameters = bound[operation] ?? [];
    const query = {
      name: operation,
      text: template.text,
      rowMode: 'array' as const,
      types: AS_TEXT,
      values: parameters.map((one) => ('from' in one ? (values[one.from as string] ?? null) : one.constant)),
    };
    const { rows, fields } = await pool.query<Row>(query);
    let encode = encoders.get(operation);
    if (!encode) encoders.set(operation, (encode = rowEncoder(fields, INTERNAL)));
    if (operation.startsWith('list')) return pageAnswer(rows, fields, encode, exchange, recorded);
    const [row] = rows;
    if (!row) return { status: 404, json: '{}' };
    return { status: operation === 'create' ? 201 : 200, json: encode(row) };
  };
}

function pageAnswer(
  rows: readonly Row[],
  fields: readonly pg.FieldDef[],
  encode: (row: Row) => string,
  { path, cursorHead }: Exchange,
  { page_size, cursor_head }: Recorded,
): Answer {
  const shown = Math.min(rows.length, page_size);
  let json = '[';
  for (let i = 0; i < shown; i++) json += `${i === 0 ? '' : ','}${encode(rows[i] as Row)}`;
  json += ']';
  if (rows.length <= page_size) return { status: 200, json };
  const keysAt = fields.findIndex(({ name }) => name === KEYS_COLUMN);
  const keys = JSON.parse(rows[page_size - 1]?.[keysAt] ?? '[]') as unknown[];
  const cursor = Buffer.from(JSON.stringify([...(cursorHead ?? cursor_head), ...keys])).toString('base64url');
  const own = path.indexOf('&cursor=');
  const link = `<${own < 0 ? path : path.slice(0, own)}&cursor=${cursor}>; rel="next"`;
  return { status: 200, json, link };
}
