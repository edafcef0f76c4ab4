import { z } from 'zod';
import { isSigningKey, restoreNewlines } from './signing-key';

const MINUTES_PER_DAY = 1_440;
const DEFAULT_REFRESH_MINUTES = 8 * MINUTES_PER_DAY;
const MAX_REFRESH_MINUTES = 90 * MINUTES_PER_DAY;
const DEFAULT_SESSION_DAYS = 30;
const MAX_SESSION_DAYS = 90;

const port = z.coerce
  .number('is not a number')
  .int('is not a whole number')
  .min(1, 'is below 1')
  .max(65_535, 'is above 65535');

/** US dollars. */
const price = z.coerce.number('is not a number').min(0, 'is below 0').max(1_000_000, 'is above 1000000');

const quota = z.coerce
  .number('is not a number')
  .int('is not a whole number')
  .min(1, 'is below 1')
  .max(1_000_000_000, 'is above 1000000000');

const address = (protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `is not an address of the form ${protocols.map((protocol) => `${protocol}//…`).join(' or ')}`,
  });

const webAddress = address(['http:', 'https:']).transform((text) => text.replace(/\/+$/, ''));

const flag = (fallback: 'true' | 'false') =>
  z
    .enum(['true', 'false', '1', '0', 'yes', 'no'], 'is neither true nor false')
    .default(fallback)
    .transform((text) => ['true', '1', 'yes'].includes(text));

/** Commas between origins; an origin has a scheme and a host, and no path. */
const origins = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((origin) => origin.trim())
      .filter(Boolean),
  )
  .refine((list) => list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin), {
    error: 'holds something that is not an origin such as https://portal.example.org',
  });

/** The environment as text, with its defaults for development. Messages never quote a value. */
export const environmentSchema = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'], 'is not development, production or test')
    .default('development'),
  DEBUG: flag('false'),
  DATABASE_URL: address(['postgres:', 'postgresql:']).default('postgresql://localhost:5432/bureau'),
  DATABASE_POOL_SIZE: z.coerce
    .number('is not a number')
    .int('is not a whole number')
    .min(2, 'is below 2')
    .max(200, 'is above 200')
    .default(16),
  REDIS_URL: address(['redis:', 'rediss:']).default('redis://localhost:6379'),
  JWT_SECRET: z.string().optional(),
  JWT_ALGORITHM: z.enum(['HS256', 'HS384', 'HS512'], 'is not HS256, HS384 or HS512').default('HS256'),
  JWT_EXPIRATION_MINUTES: z.coerce
    .number('is not a number')
    .int('is not a whole number')
    .min(5, 'is below 5')
    .max(MAX_REFRESH_MINUTES, `is above ${MAX_REFRESH_MINUTES}`)
    .default(DEFAULT_REFRESH_MINUTES),
  SESSION_MAX_DAYS: z.coerce
    .number('is not a number')
    .int('is not a whole number')
    .min(1, 'is below 1')
    .max(MAX_SESSION_DAYS, `is above ${MAX_SESSION_DAYS}`)
    .default(DEFAULT_SESSION_DAYS),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(8000),
  PORTAL_PORT: port.default(4200),
  WORKER_PORT: port.optional(),
  PUBLIC_URL: webAddress.optional(),
  CORS_ORIGINS: origins,
  LLM_BASE_URL: webAddress.optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_MODEL: z.string().optional(),
  LLM_PRICE_INPUT: price.optional(),
  LLM_PRICE_OUTPUT: price.optional(),
  TASK_DAILY_TOKENS: quota.default(20_000_000),
  TASK_DAILY_COST: price.default(50),
  TASK_MAX_OPEN: quota.default(10_000),
  TASK_MAX_QUEUED: quota.default(100_000),
  SMTP_URL: address(['smtp:', 'smtps:']).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]{3,320}$/, 'is not one line with an e-mail address')
    .optional(),
  // As it is written: an issuer with a slash at its end is another one than that without.
  OIDC_ISSUER: address(['http:', 'https:']).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(60, 'is longer than 60 characters').default('Single sign-on'),
  OIDC_SCOPES: z
    .string()
    .refine((text) => text.split(' ').includes('openid'), { error: 'does not hold openid' })
    .default('openid email profile'),
  OIDC_LINK_BY_EMAIL: flag('true'),
  OIDC_CREATE_USERS: z
    .string()
    .regex(/^(?!admin$)[a-z][a-z0-9_-]{0,19}$/, 'is not the name of a role, or is that of admins')
    .optional(),
  ADMIN_EMAIL: z
    .email('is not an e-mail address')
    .max(255, 'is longer than 255 characters')
    .default('admin@bureau.local'),
  ADMIN_PASSWORD: z.string().optional(),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,40}$/, 'is not 1 to 40 letters, digits, - or _')
    .default('bureau'),
  AUDIT_CHECKPOINTS: z.string().default('.bureau/audit-checkpoints.jsonl'),
  AUDIT_RETENTION_MONTHS: z.coerce
    .number('is not a number')
    .int('is not a whole number')
    .min(1, 'is below 1')
    .max(1_200, 'is above 1200')
    .optional(),
  AUDIT_SIGNING_KEY: z
    .string()
    .transform(restoreNewlines)
    .refine(isSigningKey, {
      error: 'is not an Ed25519 private key in PEM (make one with: openssl genpkey -algorithm ed25519)',
    })
    .optional(),
});

export type Environment = z.infer<typeof environmentSchema>;
