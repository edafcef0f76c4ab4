import { startServices, type Services } from '../services/services.ts';
import { startWatchdog, type Watchdog } from '../services/watchdog-client.ts';
import { findChromium } from './chromium.ts';
import type { Stage } from './stages.ts';

/** What the stages need around them, brought up once, when the first one asks for it. */
export class Surroundings {
  private readonly pg: number | undefined;
  private readonly report: (sentence: string) => void;
  private watchdog: Watchdog | undefined;
  private services: Promise<Services> | undefined;

  constructor(pg: number | undefined, report: (sentence: string) => void) {
    this.pg = pg;
    this.report = report;
  }

  /**
   * Makes sure that a stage has what it needs.
   *
   * @returns the environment that tells its tests where to find it
   */
  async prepare(stage: Stage): Promise<NodeJS.ProcessEnv> {
    const env: NodeJS.ProcessEnv = {};
    if (stage.needs.includes('browser')) env.CHROMIUM_PATH = await findChromium();
    if (stage.needs.includes('services')) {
      this.services ??= this.start();
      const { database_url, redis_url } = await this.services;
      env.BUREAU_TEST_DATABASE_URL = database_url;
      env.BUREAU_TEST_REDIS_URL = redis_url;
      // Part of what Nx hashes: results on one version say nothing of another.
      if (this.pg !== undefined) env.BUREAU_TEST_PG = String(this.pg);
    }
    return env;
  }

  async close(): Promise<void> {
    await (await this.services?.catch(() => undefined))?.stop();
    await this.watchdog?.close();
  }

  private start(): Promise<Services> {
    this.watchdog = startWatchdog();
    return startServices({ ephemeral: true, pg: this.pg, watchdog: this.watchdog, report: this.report });
  }
}
