import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ROOT } from '../workspace/paths.ts';
import { isPublicPortFree } from '../workspace/ports.ts';
import { Refusal } from '../workspace/refusal.ts';

/** What a start goes by. */
export interface Settings {
  readonly port: number;
  readonly portalPort: number;
  readonly apiUrl: string;
  readonly portalUrl: string;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  /** The whole environment, `.env` included, for the processes that are started. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Reads the settings: the environment first, then the file.
 *
 * @param file may be missing; by default `.env` beside package.json
 * @throws {Refusal} naming a setting that cannot be meant
 */
export function readSettings(
  environment: NodeJS.ProcessEnv = process.env,
  file = join(ROOT, '.env'),
): Settings {
  const env = { ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}), ...environment };
  const port = portFrom(env, 'PORT', 8000);
  const portalPort = portFrom(env, 'PORTAL_PORT', 4200);
  if (port === portalPort) throw new Refusal(`PORT and PORTAL_PORT are both ${port}: give each its own.`);
  return {
    port,
    portalPort,
    apiUrl: `http://127.0.0.1:${port}`,
    portalUrl: `http://localhost:${portalPort}`,
    databaseUrl: env.DATABASE_URL || undefined,
    redisUrl: env.REDIS_URL || undefined,
    env,
  };
}

/**
 * Makes sure that both ports for people are free. Those of PostgreSQL and Redis move by themselves.
 *
 * @throws {Refusal} naming the port and one that is free
 */
export async function checkPorts({ port, portalPort }: Settings): Promise<void> {
  for (const [variable, wanted, other] of [
    ['PORT', port, portalPort],
    ['PORTAL_PORT', portalPort, port],
  ] as const) {
    if (await isPublicPortFree(wanted)) continue;
    const free = await nextFree(wanted, other);
    throw new Refusal(
      `Port ${wanted} is taken by another program: choose another one, ${variable}=${free} npm start.`,
    );
  }
}

async function nextFree(taken: number, other: number): Promise<number> {
  let port = taken + 1;
  while (port === other || !(await isPublicPortFree(port))) port += 1;
  return port;
}

function portFrom(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name];
  if (!text) return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Refusal(`${name} is not a port: give a whole number from 1 to 65535.`);
}
