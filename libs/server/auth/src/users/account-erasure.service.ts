import { type User } from '@bureau/contracts';
import {
  Database,
  type Executor,
  SessionCallers,
  unwrap,
  type WriteOptions,
  WritePath,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { USER_RESOURCE } from '../persistence/user.resource';
import { SessionsService } from '../sessions/sessions.service';

const SWITCHED_OFF = { text: 'not e.is_active and e.erased_at is null', values: [] };

/** What an account keeps of a person beside its own row, and what is of use to nobody else. */
const PURGE = [
  'user_totp',
  'recovery_codes',
  'account_links',
  'user_identities',
  'mail_messages',
  'user_preferences',
].map((table) => ({
  name: `account_erase_${table}`,
  text: `delete from ${table} where user_id = $1::int`,
}));
const VIEWS = {
  name: 'account_erase_views',
  text: 'delete from views where owner_id = $1::int and not shared',
};
const SESSIONS = {
  name: 'account_erase_sessions',
  text: 'update sessions set ip = null, user_agent = null where user_id = $1::int',
};
const ERASED = {
  name: 'account_erased_at',
  text: 'update users set erased_at = now() where id = $1::int',
};

/** Takes the person out of an account. What they did stays done, by an account without a name. */
@Injectable()
export class AccountErasure {
  private readonly users: WritePath<User>;

  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsService,
    private readonly callers: SessionCallers,
  ) {
    this.users = new WritePath(database, USER_RESOURCE);
  }

  /**
   * Overwrites name and address, and deletes what else is known of the person. The audit log follows within moments, told
   * by the event. Records that name the person belong to whoever keeps them, and stay.
   * @throws 404, 412, or 409 while the account is switched on, or once it is erased
   */
  async erase(id: number, options: Pick<WriteOptions, 'ifMatch'> = {}): Promise<User> {
    const erased = await this.database.transaction(async (tx) => {
      const values = {
        email: `erased-${id}@erased.invalid`,
        full_name: 'Erased account',
        hashed_password: null,
      };
      const settings = { ...options, executor: tx, guard: SWITCHED_OFF };
      const outcome = await this.users.update(id, values, {
        ...settings,
        action: 'user.erase',
        change: 'erased',
      });
      const user = unwrap(outcome, 'person', ({ is_active }) =>
        is_active
          ? 'Switch the account off first: erasing cannot be undone.'
          : 'This account is erased already.',
      );
      await this.purge(id, tx);
      return user;
    });
    this.callers.forgetUser(id);
    return erased;
  }

  private async purge(id: number, tx: Executor): Promise<void> {
    await this.sessions.revoke({ user_id: id }, 'account_erased', tx);
    for (const statement of [...PURGE, VIEWS, SESSIONS, ERASED])
      await tx.query({ ...statement, values: [id] });
  }
}
