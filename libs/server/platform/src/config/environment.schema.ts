import { z } from 'zod';
import { isSigningKey, restoreNewlines } from './signing-key';

const MINUTES_PER_DAY = 1_440;
const DEFAULT_REFRESH_MINUTES = 8 * MINUTES_PER_DAY;
const MAX_REFRESH_MINUTES = 90 * MINUTES_PER_DAY;

const port = z.coerce
  .number('is not a number')
  .int('is not a whole number')
  .min(1, 'is below 1')
  .max(65_535, 'is above 65535');

const address = (protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `is not an address of the form ${protocols.map((protocol) => `${protocol}//…`).join(' or ')}`,
  });

const webAddress = address(['http:', 'https:']).transform((text) => text.replace(/\/+$/, ''));

const flag = z
  .enum(['true', 'false', '1', '0', 'yes', 'no'], 'is neither true nor false')
  .default('false')
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
  DEBUG: flag,
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
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(8000),
  PORTAL_PORT: port.default(4200),
  WORKER_PORT: port.optional(),
  PUBLIC_URL: webAddress.optional(),
  CORS_ORIGINS: origins,
  LLM_BASE_URL: webAddress.optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_MODEL: z.string().optional(),
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
  AUDIT_SIGNING_KEY: z
    .string()
    .transform(restoreNewlines)
    .refine(isSigningKey, {
      error: 'is not an Ed25519 private key in PEM (make one with: openssl genpkey -algorithm ed25519)',
    })
    .optional(),
});

export type Environment = z.infer<typeof environmentSchema>;
