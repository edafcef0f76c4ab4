import pg from 'pg';

/**
 * Loaded before the product by `--import`: holds every statement back for a while. The benchmark must notice, or it
 * measures something else than the product; nothing in the product itself knows of it.
 */
const delay = Number(process.env.BENCH_DELAY_MS);
if (!(delay > 0)) throw new Error('BENCH_DELAY_MS names no time');

type Connect = (this: pg.Pool, settle?: (...args: unknown[]) => void) => unknown;
const pool = pg.Pool.prototype as unknown as { connect: Connect };
const connect = pool.connect;
// Every statement takes a connection of the pool first.
pool.connect = function (settle) {
  if (settle) return setTimeout(() => connect.call(this, settle), delay);
  return new Promise((resolve) => setTimeout(resolve, delay)).then(() => connect.call(this));
};
