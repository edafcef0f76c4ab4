import { join } from 'node:path';
import type { ServiceAddresses } from '../services/owner.ts';
import { ROOT } from '../workspace/paths.ts';
import { answers, type Application } from './application.ts';
import { checkpointFile } from './audit-checkpoints.ts';
import { loadSecrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { workerTakesPart } from './worker-ready.ts';

export type Mode = 'production' | 'development';

/** The environment of every process of the product. */
export function environmentFor(
  settings: Settings,
  services: ServiceAddresses & { readonly smtp_url: string },
  mode: Mode,
): NodeJS.ProcessEnv {
  return {
    ...settings.env,
    NODE_ENV: mode,
    PORT: String(settings.port),
    PORTAL_PORT: String(settings.portalPort),
    PUBLIC_URL: settings.env.PUBLIC_URL || settings.portalUrl,
    JWT_SECRET: settings.env.JWT_SECRET || loadSecrets().JWT_SECRET,
    AUDIT_CHECKPOINTS: checkpointFile(settings.env),
    DATABASE_URL: services.database_url,
    REDIS_URL: services.redis_url,
    SMTP_URL: services.smtp_url,
    API_URL: settings.apiUrl,
  };
}

/**
 * The processes that make up the product.
 *
 * @param builds the folder of all builds
 */
export function applications(settings: Settings, env: NodeJS.ProcessEnv, builds: string): Application[] {
  const server = (name: string) => [join(builds, name, 'main.mjs')];
  return [
    {
      name: 'api',
      args: server('api'),
      env,
      port: settings.port,
      isReady: () => answers(`${settings.apiUrl}/health/ready`),
    },
    {
      name: 'worker',
      args: server('worker'),
      env,
      port: 0,
      isReady: () => workerTakesPart(env.REDIS_URL ?? '', env.QUEUE_PREFIX || 'bureau'),
    },
    {
      name: 'portal',
      args: [join(ROOT, 'tools', 'portal-server', 'main.ts')],
      env: { ...env, PORTAL_FOLDER: join(builds, 'portal', 'browser') },
      port: settings.portalPort,
      isReady: () => answers(settings.portalUrl),
    },
  ];
}
