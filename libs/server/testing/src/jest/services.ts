import { type TestServices } from './services-process';

/** The servers of this test run, as the global set-up left them. */
export function testServices(): TestServices {
  const { BUREAU_TEST_DATABASE_URL: database_url, BUREAU_TEST_REDIS_URL: redis_url } = process.env;
  if (!database_url || !redis_url) throw new Error('Only .int-spec files have PostgreSQL and Redis');
  return { database_url, redis_url };
}
