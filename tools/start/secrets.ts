import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MACHINE_DIR } from '../workspace/paths.ts';

const FILE = join(MACHINE_DIR, 'secrets.json');

/** Secrets of this installation, made at its first start and kept, so that sessions outlive a restart. */
export interface Secrets {
  readonly JWT_SECRET: string;
}

/** Reads the secrets, making them where there are none. */
export function loadSecrets(file = FILE): Secrets {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const secrets: Secrets = { JWT_SECRET: randomBytes(48).toString('base64url') };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  return secrets;
}
