import { type RedisOptions } from 'ioredis';

/** Reconnecting never waits longer, so that a Redis that came back is used within seconds. */
const MAX_RECONNECT_DELAY_MS = 3_000;
/** A command of a request answers within this time or fails: people must not wait for a Redis that is away. */
const COMMAND_TIMEOUT_MS = 2_000;
/** A half-open connection raises no error of its own: silence for so long ends it. */
export const SOCKET_TIMEOUT_MS = 15_000;

/** Connection settings out of a `redis://` or `rediss://` address. */
export function redisAddress(url: string) {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 6379),
    db: Number(pathname.slice(1) || 0),
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' && { tls: {} }),
    retryStrategy: (attempt: number) => Math.min(attempt * 100, MAX_RECONNECT_DELAY_MS),
  } satisfies RedisOptions;
}

/** For commands and for adding jobs: fails at once while Redis is away, since rows in PostgreSQL are the truth. */
export function producerOptions(url: string) {
  return {
    ...redisAddress(url),
    enableOfflineQueue: false,
    commandTimeout: COMMAND_TIMEOUT_MS,
    maxRetriesPerRequest: 1,
  } satisfies RedisOptions;
}

/** For workers and subscribers, which wait as long as it takes. */
export function blockingOptions(url: string) {
  return {
    ...redisAddress(url),
    maxRetriesPerRequest: null,
    socketTimeout: SOCKET_TIMEOUT_MS,
    enableReadyCheck: true,
  } satisfies RedisOptions;
}
