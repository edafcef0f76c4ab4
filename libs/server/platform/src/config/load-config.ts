import { randomBytes } from 'node:crypto';
import { BUILD_STAMP } from './build-stamp';
import { type Config, type LlmConfig } from './config';
import { ConfigError } from './config-error';
import { environmentSchema, type Environment } from './environment.schema';
import { secretFaults } from './secret-rules';

/**
 * Reads and checks every setting.
 *
 * @param variables the environment; an empty text counts as absent
 * @throws {ConfigError} naming each bad setting with its reason, never a value
 */
export function loadConfig(variables: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, text]) => text !== undefined && text !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  }
  const faults = secretFaults(parsed.data);
  if (faults.length > 0) throw new ConfigError(faults);
  return configOf(parsed.data);
}

function configOf(env: Environment): Config {
  return {
    environment: env.NODE_ENV,
    debug: env.DEBUG,
    databaseUrl: env.DATABASE_URL,
    databasePoolSize: env.DATABASE_POOL_SIZE,
    redisUrl: env.REDIS_URL,
    // Outside production a secret of this process alone: tokens end with it, and no secret stands in the code.
    jwtSecret: env.JWT_SECRET ?? randomBytes(64).toString('base64'),
    jwtAlgorithm: env.JWT_ALGORITHM,
    refreshMinutes: env.JWT_EXPIRATION_MINUTES,
    host: env.HOST,
    port: env.PORT,
    portalPort: env.PORTAL_PORT,
    workerPort: env.WORKER_PORT ?? null,
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORTAL_PORT}`,
    corsOrigins: env.CORS_ORIGINS,
    llm: llmOf(env),
    admin: { email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD ?? null },
    queuePrefix: env.QUEUE_PREFIX,
    auditCheckpoints: env.AUDIT_CHECKPOINTS,
    auditSigningKey: env.AUDIT_SIGNING_KEY ?? null,
    ...BUILD_STAMP,
  };
}

function llmOf(env: Environment): LlmConfig | null {
  if (!env.LLM_BASE_URL || !env.LLM_MODEL) return null;
  // Servers on one's own machine ask for no key, but their client libraries insist on sending one.
  return { baseUrl: env.LLM_BASE_URL, apiKey: env.LLM_API_KEY ?? 'none', model: env.LLM_MODEL };
}
