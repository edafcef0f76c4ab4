import { type JsonObject, MAX_PERSONAL_BYTES } from '@bureau/contracts';
import { Database, requireCaller } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { badPreferences } from './personal.errors';

/**
 * How the caller likes the portal: free JSON that the server keeps and does not read. It is theirs alone and says
 * nothing about the organisation's records, so it leaves no audit rows.
 */
@Injectable()
export class PreferencesService {
  constructor(private readonly database: Database) {}

  /** An empty object where nothing was kept yet. */
  async get(): Promise<JsonObject> {
    const [row] = await this.database.query<{ preferences: JsonObject }>({
      name: 'preferences_get',
      text: 'select preferences from user_preferences where user_id = $1::int',
      values: [requireCaller().user_id],
    });
    return row?.preferences ?? {};
  }

  /** Replaces all of it. @throws 400 where it is no object or larger than 16 KiB */
  async replace(preferences: unknown): Promise<JsonObject> {
    const json = JSON.stringify(preferences ?? null);
    if (!json.startsWith('{') || Buffer.byteLength(json) > MAX_PERSONAL_BYTES) throw badPreferences();
    const [row] = await this.database
      .query<{ preferences: JsonObject }>({
        name: 'preferences_put',
        text: `insert into user_preferences (user_id, preferences) values ($1::int, $2::jsonb)
          on conflict (user_id) do update set preferences = excluded.preferences, updated_at = now() returning preferences`,
        values: [requireCaller().user_id, json],
      })
      .catch((error: { constraint?: string }) => {
        throw error.constraint === 'ck_user_preferences' ? badPreferences() : error;
      });
    return row?.preferences ?? {};
  }
}
