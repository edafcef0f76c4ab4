import { createHash, randomBytes } from 'node:crypto';
import { Database, type Executor } from '@bureau/platform';
import { Injectable } from '@nestjs/common';

export type LinkPurpose = 'password_reset' | 'invitation';

/** How long a link counts. Forgotten passwords are reset at once; people answer an invitation within the week. */
const LIFE: Readonly<Record<LinkPurpose, string>> = { password_reset: '30 minutes', invitation: '7 days' };
const TOKEN_BYTES = 32;

/** The person whose link it is. */
export interface LinkOwner {
  user_id: number;
  purpose: LinkPurpose;
}

/** Links by which a person may choose a password: random, kept as hashes, one for a person, good once. */
@Injectable()
export class AccountLinks {
  constructor(private readonly database: Database) {}

  /** A new link's token; the one before it dies. */
  async issue(userId: number, purpose: LinkPurpose): Promise<string> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    await this.database.query({
      name: `account_link_issue_${purpose}`,
      text: `insert into account_links (user_id, purpose, token_hash, expires_at)
        values ($1::int, $2::text, $3::bytea, now() + interval '${LIFE[purpose]}')
        on conflict (user_id) do update set purpose = excluded.purpose, token_hash = excluded.token_hash,
          created_at = now(), expires_at = excluded.expires_at`,
      values: [userId, purpose, hashOf(token)],
    });
    return token;
  }

  /** Whose the link is, without using it; null where it does not count, or its account is off. */
  async ownerOf(token: string): Promise<LinkOwner | null> {
    const [owner] = await this.database.query<LinkOwner>({
      name: 'account_link_owner',
      text: `select l.user_id, l.purpose from account_links l join users u on u.id = l.user_id
        where l.token_hash = $1::bytea and l.expires_at > now() and u.is_active`,
      values: [hashOf(token)],
    });
    return owner ?? null;
  }

  /** Uses the link up. @returns false where somebody did so first */
  async use(executor: Executor, token: string): Promise<boolean> {
    const rows = await executor.query({
      name: 'account_link_use',
      text: 'delete from account_links where token_hash = $1::bytea and expires_at > now() returning user_id',
      values: [hashOf(token)],
    });
    return rows.length > 0;
  }

  /** Deletes links that were never used. */
  async purge(): Promise<void> {
    await this.database.query({
      name: 'account_link_purge',
      text: `delete from account_links where expires_at < now() - interval '1 day'`,
    });
  }
}

/** The tokens are random, so a fast hash cannot be reversed. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
