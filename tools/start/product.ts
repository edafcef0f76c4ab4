import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { serverAccount, serviceHome } from '../services/account.ts';
import { keepRunning, type KeptServer } from '../services/kept-server.ts';
import { startServices, type Services } from '../services/services.ts';
import { startWatchdog, type Watchdog } from '../services/watchdog-client.ts';
import { startMailCatcher } from '../mail/catcher.ts';
import { LOG_DIR, MAIL_DIR } from '../workspace/paths.ts';
import { StepList } from '../workspace/step-list.ts';
import { startApplication, type Application } from './application.ts';
import { applications, environmentFor, type Mode } from './applications.ts';
import { ensureDatabase } from './database.ts';
import { describeProduct } from './greeting.ts';
import { claimRun, type RunNote } from './run-state.ts';
import { rememberAdmin } from './secrets.ts';
import { checkPorts, readSettings, type Settings } from './settings.ts';
import { setUpDatabase } from './setup.ts';
import { listenForStop } from './shutdown.ts';

/** Where the programs come from: one build, or builds that follow the sources. */
export interface Builds {
  readonly mode: Mode;
  /** The folder with one folder for each application. */
  readonly folder: string;
  /** Makes everything once, so that it can be started. */
  first(steps: StepList): Promise<void>;
  /** Is told when everything runs; may restart what it builds anew. */
  follow?(restart: (name: string) => Promise<void>, report: (sentence: string) => void): void;
  close?(): Promise<void>;
}

/** Everything that a run holds, in the order in which it is let go. */
interface Held {
  readonly steps: StepList;
  readonly watchdog: Watchdog;
  readonly note: RunNote;
  readonly settings: Settings;
  /** Undone from the last to the first. */
  readonly undo: { readonly name: string; stop(): Promise<void> }[];
}

/**
 * Runs the product until it is told to stop: services, builds, database, api, worker and portal. A start that was
 * broken off may leave promises open, so the caller exits when this returns.
 *
 * @returns the exit code
 * @throws {Refusal} with one sentence when it cannot be brought up
 */
export async function runProduct(builds: Builds): Promise<number> {
  const settings = readSettings();
  const note = await claimRun({ api_url: settings.apiUrl, portal_url: settings.portalUrl });
  const stop = listenForStop();
  const held: Held = { steps: new StepList(), watchdog: startWatchdog(), note, settings, undo: [] };
  let stopping = false;
  stop.onInsist(() => void held.watchdog.close().then(() => process.exit(1)));
  try {
    const starting = bringUp(held, builds, () => stopping);
    await Promise.race([starting, stop.asked]);
    await stop.asked;
  } finally {
    stopping = true;
    await takeDown(held, builds);
  }
  return 0;
}

async function bringUp(held: Held, builds: Builds, stopping: () => boolean): Promise<void> {
  const { steps, settings } = held;
  const started = Date.now();
  mkdirSync(LOG_DIR, { recursive: true });
  await checkPorts(settings);
  const [services] = await Promise.all([bringUpServices(held, stopping), builds.first(steps)]);
  held.note.update(services);
  const env = environmentFor(settings, { ...services, smtp_url: await bringUpMail(held) }, builds.mode);
  const setup = await steps.run(
    'Database',
    () => setUpDatabase(env, builds.folder),
    ({ migrations, records }) => {
      const parts = [migrations && `${migrations} migrations`, records && `${records} sample records`].filter(
        Boolean,
      );
      return { label: `Database: ${parts.join(', ') || 'up to date'}`, good: true };
    },
  );
  const { admin } = setup;
  if (admin?.password) rememberAdmin({ email: admin.email, password: admin.password });
  const kept = await Promise.all(
    applications(settings, env, builds.folder).map((application) =>
      keepApplication(held, application, stopping),
    ),
  );
  if (stopping()) return;
  const byName = new Map(kept);
  builds.follow?.(
    async (name) => byName.get(name)?.restart(),
    (sentence) => steps.print(sentence),
  );
  steps.print(describeProduct(settings, setup.admin, Date.now() - started));
}

async function bringUpServices(
  held: Held,
  stopping: () => boolean,
): Promise<Pick<Services, 'database_url' | 'redis_url'>> {
  const { steps, settings, watchdog, undo } = held;
  const { databaseUrl, redisUrl } = settings;
  if (databaseUrl && redisUrl) return { database_url: databaseUrl, redis_url: redisUrl };
  const started = Date.now();
  const services = await startServices({
    dir: join(serviceHome(serverAccount()), 'data'),
    ephemeral: false,
    given: { database_url: databaseUrl, redis_url: redisUrl },
    watchdog,
    onReady: (label) => steps.done({ label, good: true }, Date.now() - started),
    report: (sentence) => !stopping() && steps.print(sentence),
  });
  undo.push({ name: 'services', stop: () => services.stop() });
  const database_url = databaseUrl ?? (await ensureDatabase(services.database_url));
  return { database_url, redis_url: services.redis_url };
}

/** Where mail goes: to the server that is configured, or into files that whoever started the product may read. */
async function bringUpMail({ settings, steps, undo }: Held): Promise<string> {
  if (settings.env.SMTP_URL) return settings.env.SMTP_URL;
  const catcher = await startMailCatcher(MAIL_DIR, ({ to, subject, link }) =>
    steps.print(`Mail to ${to}: ${subject}${link === null ? '' : `  ${link}`}`),
  );
  undo.push({ name: 'mail', stop: () => catcher.stop() });
  return catcher.url;
}

async function keepApplication(
  held: Held,
  application: Application,
  stopping: () => boolean,
): Promise<[name: string, kept: KeptServer]> {
  const { steps, watchdog, note, undo } = held;
  const kept = await steps.run(application.name, () =>
    keepRunning({
      name: `The ${application.name}`,
      kind: 'application',
      watchdog,
      report: (sentence) => !stopping() && steps.print(sentence),
      start: (onSpawn) =>
        startApplication(application, (identity) => {
          onSpawn(identity);
          note.addProcess(identity);
        }),
    }),
  );
  undo.push({ name: application.name, stop: () => kept.stop() });
  return [application.name, kept];
}

/** First what people see, then what it stands on; what was caught in the middle of starting falls to the watchdog. */
const STOP_ORDER = ['portal', 'api', 'worker', 'mail', 'services'];

async function takeDown(held: Held, builds: Builds): Promise<void> {
  const started = Date.now();
  held.steps.silence();
  if (held.undo.length > 0) process.stdout.write('Stopping …\n');
  await builds.close?.();
  const inOrder = held.undo.toSorted((a, b) => STOP_ORDER.indexOf(a.name) - STOP_ORDER.indexOf(b.name));
  for (const { stop } of inOrder) await stop();
  await held.watchdog.close();
  held.note.remove();
  if (held.undo.length > 0)
    process.stdout.write(`Stopped after ${((Date.now() - started) / 1000).toFixed(1)} s.\n`);
}
