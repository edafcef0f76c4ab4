import { type Redis } from 'ioredis';

/**
 * A Redis that evicts keys drops jobs silently. Managed services often forbid CONFIG: there the check cannot be made.
 * @throws with the policy and the way out where Redis may evict
 */
export async function refuseEviction(redis: Redis): Promise<void> {
  const info = await redis.info('memory');
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
  if (policy && policy !== 'noeviction') {
    throw new Error(
      `Redis evicts keys (maxmemory-policy is ${policy}), which would lose jobs. Set maxmemory-policy noeviction.`,
    );
  }
}
