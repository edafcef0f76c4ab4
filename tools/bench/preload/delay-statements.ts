import pg from 'pg';

/**
 * Loaded before the product by `--import`: holds every statement back for a while. The benchmark must notice, or it
 * measures something else than the product; nothing in the product itself knows of it.
 */
const delay = Number(process.env.BENCH_DELAY_MS);
if (!(delay > 0)) throw new Error('BENCH_DELAY_MS names no time');

type Query = (this: unknown, ...args: unknown[]) => unknown;
const pool = pg.Pool.prototype as unknown as { query: Query };
const send = pool.query;
pool.query = function (...args) {
  return new Promise((resolve) => setTimeout(resolve, delay)).then(() => send.apply(this, args));
};
