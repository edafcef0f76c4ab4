import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { serverAccount, serviceHome } from '../../services/account.ts';
import { startServices, type Services } from '../../services/services.ts';
import type { Watchdog } from '../../services/watchdog-client.ts';
import { LOG_DIR } from '../../workspace/paths.ts';
import { Refusal } from '../../workspace/refusal.ts';

/**
 * PostgreSQL and Redis of the benchmark alone, as durable as the product's. The data folder stays, since filling it takes
 * minutes.
 *
 * @param ephemeral random ports, nothing durable, deleted in the end: for tests of the harness
 * @throws {Refusal} where another benchmark runs, since both would measure each other
 */
export async function startBenchServices(watchdog: Watchdog, ephemeral: boolean): Promise<Services> {
  mkdirSync(LOG_DIR, { recursive: true });
  const services = await startServices({
    ...(!ephemeral && { dir: join(serviceHome(serverAccount()), 'bench') }),
    ephemeral,
    watchdog,
    report: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  if (services.attached)
    throw new Refusal('Another benchmark runs on this checkout: wait until it has ended.');
  return services;
}
