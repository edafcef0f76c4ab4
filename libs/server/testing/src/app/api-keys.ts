import { type ApiKeyMode, type Permission } from '@bureau/contracts';
import { newApiKeySecret } from '@bureau/platform';
import { type TestDatabase } from '../database/test-database';

/** A key that stands, with its secret. */
export interface AddedApiKey {
  id: number;
  secret: string;
}

/** Adds a key of somebody, past the rules of who may make which. */
export async function addApiKey(
  database: TestDatabase,
  ownerId: number,
  scopes: readonly Permission[],
  mode: ApiKeyMode = 'direct',
): Promise<AddedApiKey> {
  const { secret, prefix, hash } = newApiKeySecret();
  const [key] = await database.sql<{ id: number }>(
    `insert into api_keys (name, prefix, secret_hash, mode, scopes, created_by, owner_id)
     values ('Test service', $1, $2, $3, $4::jsonb, $5, $5) returning id`,
    [prefix, hash, mode, JSON.stringify(scopes), ownerId],
  );
  if (!key) throw new Error('No API key was added');
  return { id: key.id, secret };
}
