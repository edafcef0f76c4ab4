import { randomBytes } from 'node:crypto';
import { BUILD_STAMP } from './build-stamp';
import { type Config, type LlmConfig, type MailConfig, type OidcConfig } from './config';
import { ConfigError } from './config-error';
import { environmentSchema, type Environment } from './environment.schema';
import { secretFaults } from './secret-rules';

const MINUTES_PER_DAY = 1_440;

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
    sessionMaxMinutes: env.SESSION_MAX_DAYS * MINUTES_PER_DAY,
    host: env.HOST,
    port: env.PORT,
    portalPort: env.PORTAL_PORT,
    workerPort: env.WORKER_PORT ?? null,
    publicUrl: publicUrlOf(env),
    corsOrigins: env.CORS_ORIGINS,
    llm: llmOf(env),
    quotas: {
      dailyTokens: env.TASK_DAILY_TOKENS,
      dailyCost: env.TASK_DAILY_COST,
      openTasks: env.TASK_MAX_OPEN,
      queuedTasks: env.TASK_MAX_QUEUED,
    },
    mail: mailOf(env),
    oidc: oidcOf(env),
    admin: { email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD ?? null },
    queuePrefix: env.QUEUE_PREFIX,
    auditCheckpoints: env.AUDIT_CHECKPOINTS,
    auditSigningKey: env.AUDIT_SIGNING_KEY ?? null,
    auditRetentionMonths: env.AUDIT_RETENTION_MONTHS ?? null,
    ...BUILD_STAMP,
  };
}

function publicUrlOf(env: Environment): string {
  return env.PUBLIC_URL ?? `http://localhost:${env.PORTAL_PORT}`;
}

function mailOf(env: Environment): MailConfig | null {
  if (!env.SMTP_URL) return null;
  return {
    url: env.SMTP_URL,
    from: env.MAIL_FROM ?? `Bureau <no-reply@${new URL(publicUrlOf(env)).hostname}>`,
  };
}

function oidcOf(env: Environment): OidcConfig | null {
  if (!env.OIDC_ISSUER || !env.OIDC_CLIENT_ID || !env.OIDC_CLIENT_SECRET) return null;
  return {
    issuer: env.OIDC_ISSUER,
    clientId: env.OIDC_CLIENT_ID,
    clientSecret: env.OIDC_CLIENT_SECRET,
    name: env.OIDC_NAME,
    scopes: env.OIDC_SCOPES,
    linkByEmail: env.OIDC_LINK_BY_EMAIL,
    createUsersAs: env.OIDC_CREATE_USERS ?? null,
  };
}

function llmOf(env: Environment): LlmConfig | null {
  if (!env.LLM_BASE_URL || !env.LLM_MODEL) return null;
  // Servers on one's own machine ask for no key, but their client libraries insist on sending one.
  return {
    baseUrl: env.LLM_BASE_URL,
    apiKey: env.LLM_API_KEY ?? 'none',
    model: env.LLM_MODEL,
    prices: pricesOf(env),
  };
}

function pricesOf({ LLM_PRICE_INPUT, LLM_PRICE_OUTPUT }: Environment): LlmConfig['prices'] {
  if (LLM_PRICE_INPUT === undefined && LLM_PRICE_OUTPUT === undefined) return null;
  return { input: LLM_PRICE_INPUT ?? 0, output: LLM_PRICE_OUTPUT ?? 0 };
}
