import { type ApiKeyMode, PEOPLE_ONLY, type Permission } from '@bureau/contracts';
import { Injectable } from '@nestjs/common';
import { type Caller } from '../context/caller';
import { Database } from '../database/database';
import { CallerDirectory } from './caller-directory';

interface KeyRow {
  id: number;
  name: string;
  mode: ApiKeyMode;
  scopes: Permission[];
  owner_id: number;
  expires_at: string | null;
}

/** A key that stands, as the caller of its requests. */
export interface KeyCaller {
  key_id: number;
  caller: Caller;
  /** Milliseconds since 1970; infinite where it has no end. */
  expires_at: number;
}

const STANDING = `revoked_at is null and (expires_at is null or expires_at > now())`;
const COLUMNS = 'id, name, mode, scopes, owner_id, expires_at';

/** Which keys stand and what they may do, as it is now: never from a cache. */
@Injectable()
export class ApiKeyDirectory {
  constructor(
    private readonly database: Database,
    private readonly people: CallerDirectory,
  ) {}

  /** The key of this secret, or null where there is none, it ended, or its owner is switched off. */
  async callerByHash(hash: string): Promise<KeyCaller | null> {
    return this.callerOf(
      await this.database.query<KeyRow>({
        name: 'api_key_by_hash',
        text: `select ${COLUMNS} from api_keys where secret_hash = $1::text and ${STANDING}`,
        values: [hash],
      }),
    );
  }

  /** The same for work that a key asked for earlier. */
  async callerForKey(keyId: number): Promise<Caller | null> {
    const known = await this.callerOf(
      await this.database.query<KeyRow>({
        name: 'api_key_by_id',
        text: `select ${COLUMNS} from api_keys where id = $1::bigint and ${STANDING}`,
        values: [keyId],
      }),
    );
    return known?.caller ?? null;
  }

  /** Those of the keys that still stand. */
  async standingKeys(keyIds: readonly number[]): Promise<Set<number>> {
    const rows = await this.database.query<{ id: number }>({
      name: 'api_keys_standing',
      text: `select k.id from api_keys k join users u on u.id = k.owner_id
        where k.id = any($1::bigint[]) and k.revoked_at is null and (k.expires_at is null or k.expires_at > now()) and u.is_active`,
      values: [keyIds],
    });
    return new Set(rows.map(({ id }) => id));
  }

  /** Notes a use, unless one was noted within the last minute. */
  async used(keyId: number, ip: string | null): Promise<void> {
    await this.database.query({
      name: 'api_key_used',
      text: `update api_keys set last_used_at = now(), last_used_ip = $2::inet
        where id = $1::bigint and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
      values: [keyId, ip],
    });
  }

  private async callerOf([key]: KeyRow[]): Promise<KeyCaller | null> {
    const owner = key ? await this.people.callerFor(key.owner_id) : null;
    if (!key || !owner) return null;
    return {
      key_id: key.id,
      caller: asKey(owner, key),
      expires_at: key.expires_at === null ? Infinity : Date.parse(key.expires_at),
    };
  }
}

/** The owner, with no more than the key's scopes and what its owner may do at this moment. */
function asKey(owner: Caller, { id, name, mode, scopes }: KeyRow): Caller {
  const usable = scopes.filter((scope) => owner.permissions.has(scope) && !PEOPLE_ONLY.includes(scope));
  return {
    ...owner,
    permissions: new Set(usable),
    session_id: null,
    actor: { type: 'api_key', id: String(id), name },
    api_key: { id, mode },
  };
}
