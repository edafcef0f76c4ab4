import { Redis } from 'ioredis';

const WITHIN_MS = 2_000;

/**
 * Says whether a worker takes part in the queues: BullMQ names the connections of its workers after their queue.
 *
 * @param prefix the first part of every queue's keys, as QUEUE_PREFIX
 */
export async function workerTakesPart(redisUrl: string, prefix: string): Promise<boolean> {
  const redis = new Redis(redisUrl, {
    maxRetriesPerRequest: 1,
    connectTimeout: WITHIN_MS,
    commandTimeout: WITHIN_MS,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    const connections = String(await redis.client('LIST'));
    return connections.includes(` name=${prefix}:`);
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}
