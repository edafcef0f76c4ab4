import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Credentials {
  email: string;
  password: string;
}

/** The first admin's: from the environment, or as `npm start` made them up for this project folder. Null where unknown. */
export function credentials(folder: string): Credentials | null {
  const { ADMIN_EMAIL, ADMIN_PASSWORD } = process.env;
  if (ADMIN_EMAIL && ADMIN_PASSWORD) return { email: ADMIN_EMAIL, password: ADMIN_PASSWORD };
  try {
    const { admin } = JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8')) as {
      admin?: Credentials;
    };
    return admin ?? null;
  } catch {
    return null;
  }
}
