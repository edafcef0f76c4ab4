// Says by its exit code whether the worker of this container takes part in the queues: BullMQ names the connections of
// its workers after the queue, and Redis tells them with their addresses.
import { networkInterfaces } from 'node:os';
import { Redis } from 'ioredis';

const prefix = `${process.env.QUEUE_PREFIX || 'bureau'}:`;
const own = Object.values(networkInterfaces()).flatMap((addresses) =>
  addresses.map(({ address }) => address),
);

const redis = new Redis(process.env.REDIS_URL, {
  maxRetriesPerRequest: 1,
  connectTimeout: 2_000,
  retryStrategy: () => null,
});
redis.on('error', () => undefined);
try {
  const connections = (await redis.client('LIST')).split('\n');
  const working = connections.some((connection) => {
    const [, address, name] = /\baddr=(\S+):\d+ .*?\bname=(\S*)/.exec(connection) ?? [];
    return name?.startsWith(prefix) && own.includes(address);
  });
  process.exitCode = working ? 0 : 1;
} catch {
  process.exitCode = 1;
} finally {
  redis.disconnect();
}
