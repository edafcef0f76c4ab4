import { type Environment } from './environment.schema';
import { isPlaceholder } from './placeholder-secret';

/** RFC 7518 asks for a key as long as the hash; shorter ones can be guessed off line from one token. */
const SECRET_LENGTH = { HS256: 32, HS384: 48, HS512: 64 } as const;
const MIN_PASSWORD_LENGTH = 12;

/** What is wrong with the secrets: a line for each, with the setting's name and no value. */
export function secretFaults(env: Environment): string[] {
  const production = env.NODE_ENV === 'production';
  return [
    ...jwtFaults(env, production),
    ...(env.ADMIN_PASSWORD !== undefined && env.ADMIN_PASSWORD.length < MIN_PASSWORD_LENGTH
      ? [`ADMIN_PASSWORD is shorter than ${MIN_PASSWORD_LENGTH} characters`]
      : []),
    ...(production ? placeholderFaults(env) : []),
    ...(env.LLM_BASE_URL && !env.LLM_MODEL ? ['LLM_MODEL is missing, and LLM_BASE_URL needs it'] : []),
    ...oidcFaults(env, production),
  ];
}

function jwtFaults(env: Environment, production: boolean): string[] {
  if (env.JWT_SECRET === undefined) {
    return production ? ['JWT_SECRET is missing (make one with: openssl rand -base64 48)'] : [];
  }
  const wanted = SECRET_LENGTH[env.JWT_ALGORITHM];
  return Buffer.byteLength(env.JWT_SECRET) < wanted
    ? [`JWT_SECRET is shorter than the ${wanted} bytes of ${env.JWT_ALGORITHM}`]
    : [];
}

const OIDC_TOGETHER = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

function oidcFaults(env: Environment, production: boolean): string[] {
  const missing = OIDC_TOGETHER.filter((name) => env[name] === undefined);
  if (missing.length === OIDC_TOGETHER.length) return [];
  if (missing.length > 0) {
    const given = OIDC_TOGETHER.find((name) => env[name] !== undefined);
    return missing.map((name) => `${name} is missing, and ${String(given)} needs it`);
  }
  const { protocol, hostname } = new URL(env.OIDC_ISSUER ?? '');
  return production && protocol !== 'https:' && !LOOPBACK.includes(hostname)
    ? ['OIDC_ISSUER is not an https: address']
    : [];
}

function placeholderFaults(env: Environment): string[] {
  const secrets: Record<string, string | undefined> = {
    JWT_SECRET: env.JWT_SECRET,
    ADMIN_PASSWORD: env.ADMIN_PASSWORD,
    LLM_API_KEY: env.LLM_API_KEY,
    OIDC_CLIENT_SECRET: env.OIDC_CLIENT_SECRET,
    'DATABASE_URL (its password)': decodeURIComponent(new URL(env.DATABASE_URL).password),
    'REDIS_URL (its password)': decodeURIComponent(new URL(env.REDIS_URL).password),
  };
  return Object.entries(secrets)
    .filter(([, secret]) => secret && isPlaceholder(secret))
    .map(([name]) => `${name} is a placeholder that strangers know`);
}
