import { type CreateUser, type UpdateUser, type User } from '@bureau/contracts';
import {
  Database,
  type Executor,
  ListReader,
  type ListQuery,
  notFound,
  type Page,
  SessionCallers,
  StepUps,
  unwrap,
  type UpdateOptions,
  WritePath,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { alreadySignedUp, emailTaken, lastAdmin } from '../auth.errors';
import { MailQueue } from '../mail/mail-queue';
import { PasswordHasher } from '../passwords/password-hasher';
import { assertStrong } from '../passwords/password-policy';
import { USER_LIST, USER_RESOURCE } from '../persistence/user.resource';
import { assertRoleMayBeGiven } from '../roles/role-grants';
import { SessionsService } from '../sessions/sessions.service';

const UNIQUE_VIOLATION = '23505';
/** Two admins who switch each other off at once take turns, so that one of them stays. */
export const ADMINS_LOCK = 4_713;

type Settings = Pick<UpdateOptions, 'ifMatch' | 'executor' | 'action'>;

/** People with accounts. */
@Injectable()
export class UsersService {
  private readonly users: WritePath<User>;
  private readonly reader: ListReader<User>;

  constructor(
    private readonly database: Database,
    private readonly hasher: PasswordHasher,
    private readonly sessions: SessionsService,
    private readonly callers: SessionCallers,
    private readonly mails: MailQueue,
    private readonly stepUps: StepUps,
  ) {
    this.users = new WritePath(database, USER_RESOURCE);
    this.reader = new ListReader<User>(database, USER_LIST);
  }

  list(query: ListQuery): Promise<Page<User>> {
    return this.reader.page(query);
  }

  /** @throws 404 */
  async get(id: number): Promise<User> {
    const [user] = await this.database.query<User>({
      name: 'user_get',
      text: `select ${USER_LIST.select.join(', ')} from users e where e.id = $1::bigint`,
      values: [id],
    });
    if (!user) throw notFound('person');
    return user;
  }

  /**
   * Adds somebody. Without a password they are invited by mail to choose one.
   * @throws 400 for a weak password, 409 where the e-mail address has an account, or no mail can be sent
   */
  async create({ password, ...values }: CreateUser): Promise<User> {
    await assertRoleMayBeGiven(this.database, values.role);
    if (password === undefined) return this.invited(values);
    assertStrong(password, values, '/password');
    const hashed_password = await this.hasher.hash(password);
    return withEmailErrors(this.users.create({ ...values, hashed_password })).then(({ row }) => row);
  }

  /** Adds somebody who signs in at a provider and has no password. @throws 409 where the e-mail address has an account */
  async createWithoutPassword(
    values: Pick<CreateUser, 'email' | 'full_name' | 'role'>,
    executor: Executor,
  ): Promise<User> {
    return withEmailErrors(this.users.create(values, { executor })).then(({ row }) => row);
  }

  /** @throws 404, or 409 where the person has a password */
  async assertInvitable(id: number): Promise<void> {
    const [user] = await this.database.query<{ has_password: boolean }>({
      name: 'user_has_password',
      text: 'select hashed_password is not null as has_password from users where id = $1::bigint',
      values: [id],
    });
    if (!user) throw notFound('person');
    if (user.has_password) throw alreadySignedUp();
  }

  /**
   * Changes what an admin may change. Somebody who is switched off loses every session at once.
   * @throws 404, 412, 409 for the last active admin, or 403 STEP_UP_REQUIRED for a change of rights
   */
  async update(id: number, changes: UpdateUser, settings: Settings = {}): Promise<User> {
    if (Object.values(changes).every((value) => value === undefined)) return this.get(id);
    if (changes.role !== undefined || changes.is_active !== undefined) await this.stepUps.require();
    const updated = await this.database.transaction(async (tx) => {
      if (changes.role !== undefined) await assertRoleMayBeGiven(tx, changes.role);
      const result = unwrap(
        await this.users.update(id, { ...changes }, { ...settings, executor: tx }),
        'person',
      );
      if (changes.is_active === false || changes.role !== undefined) await requireAdmin(tx);
      if (changes.is_active === false) await this.sessions.revoke({ user_id: id }, 'account_off', tx);
      return result;
    });
    this.callers.forgetUser(id);
    return updated;
  }

  private async invited(values: Omit<CreateUser, 'password'>): Promise<User> {
    this.mails.assertWorks();
    return this.database.transaction(async (tx) => {
      const { row } = await withEmailErrors(this.users.create(values, { executor: tx }));
      await this.mails.add(tx, 'invitation', row.id);
      return row;
    });
  }

  /** Changes columns of one account as its owner. @throws 404, 412 */
  async updateOwn(
    id: number,
    changes: { full_name?: string; hashed_password?: string },
    settings: Settings,
  ): Promise<User> {
    const updated = unwrap(await this.users.update(id, changes, settings), 'person');
    this.callers.forgetUser(id);
    return updated;
  }
}

/** @throws 409 where the transaction would leave nobody who may manage people */
async function requireAdmin(tx: Executor): Promise<void> {
  await tx.query({
    name: 'admins_lock',
    text: 'select pg_advisory_xact_lock($1::bigint)',
    values: [ADMINS_LOCK],
  });
  const [row] = await tx.query<{ admins: number }>({
    name: 'admins_count',
    text: `select count(*) as admins from users where role = 'admin' and is_active`,
  });
  if (!row?.admins) throw lastAdmin();
}

async function withEmailErrors<T>(write: Promise<T>): Promise<T> {
  return write.catch((error: { code?: string; constraint?: string }) => {
    throw error.code === UNIQUE_VIOLATION && error.constraint === 'uq_users_email' ? emailTaken() : error;
  });
}
