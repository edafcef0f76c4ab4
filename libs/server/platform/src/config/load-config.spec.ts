import { generateKeyPairSync } from 'node:crypto';
import { ConfigError } from './config-error';
import { loadConfig } from './load-config';

const SECRET = 'kP2vX9-qLw7Rt4-Zb8Ny1-Jd6Mf3-Hs5Gc0';
const PRODUCTION = {
  NODE_ENV: 'production',
  JWT_SECRET: SECRET,
  DATABASE_URL: 'postgresql://app:Xk29fLq@db/bureau',
};

function reasonsOf(variables: Record<string, string>): readonly string[] {
  try {
    loadConfig(variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.reasons;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('has defaults for everything in development, and a secret of its own each time', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      port: 8000,
      portalPort: 4200,
      publicUrl: 'http://localhost:4200',
      llm: null,
      debug: false,
    });
    expect(config.jwtSecret).not.toBe(loadConfig({}).jwtSecret);
  });

  it('treats an empty setting as absent', () => {
    expect(loadConfig({ PORT: '', LLM_BASE_URL: '' })).toMatchObject({ port: 8000, llm: null });
  });

  it('reads what is given', () => {
    const config = loadConfig({
      ...PRODUCTION,
      PORT: '9000',
      DEBUG: 'true',
      PUBLIC_URL: 'https://bureau.example.org/',
      CORS_ORIGINS: 'https://a.example.org, https://b.example.org',
      LLM_BASE_URL: 'http://localhost:11434/v1',
      LLM_MODEL: 'qwen3',
    });
    expect(config).toMatchObject({
      port: 9000,
      debug: true,
      publicUrl: 'https://bureau.example.org',
      corsOrigins: ['https://a.example.org', 'https://b.example.org'],
      llm: { baseUrl: 'http://localhost:11434/v1', model: 'qwen3' },
      jwtSecret: SECRET,
    });
  });

  it('sends mail from the portal’s own host unless told otherwise', () => {
    const mail = {
      ...PRODUCTION,
      SMTP_URL: 'smtps://me:pw@mail.example.org',
      PUBLIC_URL: 'https://b.example.org',
    };
    expect(loadConfig(mail).mail).toEqual({ url: mail.SMTP_URL, from: 'Bureau <no-reply@b.example.org>' });
    expect(loadConfig({ ...mail, MAIL_FROM: 'office@example.org' }).mail?.from).toBe('office@example.org');
    expect(loadConfig(PRODUCTION).mail).toBeNull();
    expect(reasonsOf({ SMTP_URL: 'https://mail.example.org' })).toHaveLength(1);
    expect(reasonsOf({ MAIL_FROM: 'a@b.c\r\nBcc: d@e.f' })).toHaveLength(1);
  });

  it('takes an OpenID provider whole, over https, and never makes admins', () => {
    const oidc = {
      ...PRODUCTION,
      OIDC_ISSUER: 'https://id.example.org/realm/',
      OIDC_CLIENT_ID: 'bureau',
      OIDC_CLIENT_SECRET: 'kf93-Zqp0-Lm27',
    };
    expect(loadConfig(oidc).oidc).toEqual({
      issuer: 'https://id.example.org/realm/',
      clientId: 'bureau',
      clientSecret: 'kf93-Zqp0-Lm27',
      name: 'Single sign-on',
      scopes: 'openid email profile',
      linkByEmail: true,
      createUsersAs: null,
    });
    expect(loadConfig({ ...oidc, OIDC_ISSUER: 'http://localhost:9000' }).oidc).not.toBeNull();
    expect(reasonsOf({ ...oidc, OIDC_CLIENT_SECRET: '' })).toEqual([
      'OIDC_CLIENT_SECRET is missing, and OIDC_ISSUER needs it',
    ]);
    expect(reasonsOf({ ...oidc, OIDC_ISSUER: 'http://id.example.org' })).toEqual([
      'OIDC_ISSUER is not an https: address',
    ]);
    const wrong: Record<string, string>[] = [
      { OIDC_CREATE_USERS: 'admin' },
      { OIDC_SCOPES: 'email' },
      { SESSION_MAX_DAYS: '91' },
    ];
    for (const one of wrong) expect(reasonsOf({ ...oidc, ...one })).toHaveLength(1);
  });

  it('takes a signing key with its line ends written out', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(loadConfig({ AUDIT_SIGNING_KEY: pem.replaceAll('\n', '\\n') }).auditSigningKey).toBe(pem);
    expect(loadConfig({}).auditSigningKey).toBeNull();
  });

  it('keeps audit rows for ever unless it is told how many months', () => {
    expect(loadConfig({}).auditRetentionMonths).toBeNull();
    expect(loadConfig({ AUDIT_RETENTION_MONTHS: '24' }).auditRetentionMonths).toBe(24);
    for (const months of ['0', '1.5', 'x'])
      expect(() => loadConfig({ AUDIT_RETENTION_MONTHS: months })).toThrow('AUDIT_RETENTION_MONTHS');
  });

  it('refuses a signing key of another kind, and one that is none', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const other = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const key of [other, 'swordfish']) {
      const reasons = reasonsOf({ AUDIT_SIGNING_KEY: key });
      expect(reasons).toEqual([expect.stringMatching(/^AUDIT_SIGNING_KEY is not an Ed25519 private key/)]);
      expect(reasons[0]).not.toContain(key);
    }
  });

  it.each([
    [{ PORT: 'eighty' }, 'PORT is not a number'],
    [{ PORT: '70000' }, 'PORT is above 65535'],
    [
      { DATABASE_URL: 'mysql://root@host/db' },
      'DATABASE_URL is not an address of the form postgres://… or postgresql://…',
    ],
    [{ JWT_ALGORITHM: 'none' }, 'JWT_ALGORITHM is not HS256, HS384 or HS512'],
    [
      { CORS_ORIGINS: 'https://a.example.org/path' },
      'CORS_ORIGINS holds something that is not an origin such as https://portal.example.org',
    ],
    [{ JWT_SECRET: 'short' }, 'JWT_SECRET is shorter than the 32 bytes of HS256'],
    [{ JWT_SECRET: SECRET, JWT_ALGORITHM: 'HS512' }, 'JWT_SECRET is shorter than the 64 bytes of HS512'],
    [{ ADMIN_PASSWORD: 'hunter2' }, 'ADMIN_PASSWORD is shorter than 12 characters'],
    [{ LLM_BASE_URL: 'http://localhost:1/v1' }, 'LLM_MODEL is missing, and LLM_BASE_URL needs it'],
  ])('refuses %j', (variables, reason) => {
    expect(reasonsOf(variables)).toContain(reason);
  });

  it.each([
    'please-change-me-please-change-me-please',
    'your-secret-key-your-secret-key-your-key',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'secretsecretsecretsecretsecretsecretsecret',
  ])('refuses the placeholder %s in production', (secret) => {
    expect(reasonsOf({ ...PRODUCTION, JWT_SECRET: secret })).toEqual([
      'JWT_SECRET is a placeholder that strangers know',
    ]);
  });

  it('asks for a secret in production', () => {
    expect(reasonsOf({ NODE_ENV: 'production' })).toEqual([
      'JWT_SECRET is missing (make one with: openssl rand -base64 48)',
    ]);
  });

  it('never repeats a value', () => {
    const reasons = reasonsOf({
      ...PRODUCTION,
      PORT: 'Sup3rS3cretPort',
      JWT_ALGORITHM: 'Sup3rS3cretAlg',
    }).join();
    expect(reasons).toContain('PORT');
    expect(reasons).not.toContain('Sup3rS3cret');
  });
});
