import { appendFileSync } from 'node:fs';
import pg from 'pg';

/**
 * Loaded before the product by `--import`: writes every statement that its driver sends to a file, a JSON line each.
 * What the benchmark compares with is thus what the product sends, and not a copy that somebody forgot to change.
 */
const file = process.env.BENCH_STATEMENTS;
if (file === undefined) throw new Error('BENCH_STATEMENTS names no file');

const client = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
const send = client.query;
client.query = function (this: unknown, ...args: unknown[]) {
  const [first, values] = args;
  const { name, text, values: own } = typeof first === 'string' ? { text: first } : (first as pg.QueryConfig);
  appendFileSync(
    file,
    `${JSON.stringify({ name, text, values: own ?? (Array.isArray(values) ? values : []) })}\n`,
  );
  return send.apply(this, args);
};
