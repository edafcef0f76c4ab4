/** Injection token of {@link Config}. */
export const CONFIG = Symbol('CONFIG');

/** Where the language model answers; without it the rule-based offline model works. */
export interface LlmConfig {
  baseUrl: string;
  apiKey: string;
  model: string;
  /** US dollars for a million tokens; null: not known, and no cost is counted. */
  prices: { input: number; output: number } | null;
}

/** What one person's agents may use up in a day (UTC), and how many tasks may wait. */
export interface AgentQuotas {
  dailyTokens: number;
  /** US dollars. */
  dailyCost: number;
  /** Tasks of one person that are not over. */
  openTasks: number;
  /** Tasks of all that wait for a worker. */
  queuedTasks: number;
}

/** Where mail goes out. */
export interface MailConfig {
  /** `smtp:` or `smtps:`, with its credentials. */
  url: string;
  /** What recipients see as the sender. */
  from: string;
}

/** The OpenID provider at which people may sign in. */
export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** For people. */
  name: string;
  scopes: string;
  /** Whether an unknown identity is taken for the account of its verified e-mail address. */
  linkByEmail: boolean;
  /** The role of accounts that are made for unknown identities; null: none are made. */
  createUsersAs: string | null;
}

/** Everything that the environment may set, checked at boot. Secrets in it never reach a log or an answer. */
export interface Config {
  environment: 'development' | 'production' | 'test';
  debug: boolean;
  databaseUrl: string;
  /** Connections that one process may hold to PostgreSQL. */
  databasePoolSize: number;
  redisUrl: string;
  jwtSecret: string;
  jwtAlgorithm: 'HS256' | 'HS384' | 'HS512';
  /** Life of a refresh token that is not used. */
  refreshMinutes: number;
  /** A session ends after so long however much it is used. */
  sessionMaxMinutes: number;
  /** Address that the API listens on: this machine alone, unless it stands behind something else. */
  host: string;
  port: number;
  portalPort: number;
  /** Where the worker answers health checks; null: nowhere. */
  workerPort: number | null;
  /** Address of the portal as people type it, without a trailing slash. */
  publicUrl: string;
  /** Origins beside {@link publicUrl} whose pages may call the API. */
  corsOrigins: readonly string[];
  llm: LlmConfig | null;
  quotas: AgentQuotas;
  /** Null: no mail is sent, so there are neither invitations nor forgotten passwords. */
  mail: MailConfig | null;
  oidc: OidcConfig | null;
  /** The first admin; a missing password is made up at setup. */
  admin: { email: string; password: string | null };
  /** First part of every Redis key and channel, so that two installations can share one Redis. */
  queuePrefix: string;
  /** File outside the database to which every seal of the audit log is noted; only the worker writes it. */
  auditCheckpoints: string;
  /** Ed25519 private key as PEM that signs them; null: the one beside that file, made once. */
  auditSigningKey: string | null;
  /** Whole months for which audit rows are kept beside the running one; null: for ever. */
  auditRetentionMonths: number | null;
  version: string;
  /** The commit that this process was made from. */
  build: string;
}
