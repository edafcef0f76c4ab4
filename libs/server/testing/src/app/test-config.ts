import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, loadConfig } from '@bureau/platform';
import { testServices } from '../jest/services';

/** Configuration of one application under test, which shares no key of Redis, no file and no secret with any other. */
export function testConfig(databaseUrl: string, changes: Partial<Config> = {}): Config {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const config = loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: '8',
    REDIS_URL: testServices().redis_url,
    QUEUE_PREFIX: name,
    AUDIT_CHECKPOINTS: join(tmpdir(), `bureau_${name}`, 'audit-checkpoints.jsonl'),
  });
  return { ...config, ...changes };
}
