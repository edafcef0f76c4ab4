import { running } from './running-services';
import { startServices } from './services-process';

/** Takes the servers that the test runner started, or starts some for this run. */
export default async function globalSetup(): Promise<void> {
  if (process.env.BUREAU_TEST_DATABASE_URL && process.env.BUREAU_TEST_REDIS_URL) return;
  const services = await startServices();
  running.bureauTestServices = services;
  process.env.BUREAU_TEST_DATABASE_URL = services.database_url;
  process.env.BUREAU_TEST_REDIS_URL = services.redis_url;
}
