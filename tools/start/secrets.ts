import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MACHINE_DIR } from '../workspace/paths.ts';

/** Readable by the owner of the checkout alone. */
export const SECRETS_FILE = join(MACHINE_DIR, 'secrets.json');

/** Secrets of this installation, made at its first start and kept, so that sessions outlive a restart. */
export interface Secrets {
  readonly JWT_SECRET: string;
  /** The first admin's account where its password was made up here, so that `npm run demo` can sign in. */
  readonly admin?: { readonly email: string; readonly password: string };
}

/** Reads the secrets, making them where there are none. */
export function loadSecrets(file = SECRETS_FILE): Secrets {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const secrets: Secrets = { JWT_SECRET: randomBytes(48).toString('base64url') };
  write(file, secrets);
  return secrets;
}

/** Keeps a made-up password beside the other secrets, readable by the owner of the checkout alone. */
export function rememberAdmin(admin: Secrets['admin'], file = SECRETS_FILE): void {
  write(file, { ...loadSecrets(file), admin });
}

function write(file: string, secrets: Secrets): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
}
