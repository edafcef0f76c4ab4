import { type LinkedIdentity } from '@bureau/contracts';
import {
  AuditWriter,
  CONFIG,
  type Config,
  Database,
  type Executor,
  notFound,
  requireCaller,
} from '@bureau/platform';
import { Inject, Injectable } from '@nestjs/common';
import { alertAccount } from '../account-alerts';
import { UsersService } from '../users/users.service';
import {
  keepIdentity,
  listIdentities,
  ownerOfIdentity,
  personByEmail,
  removeIdentity,
  sessionStands,
} from './identities.repository';
import { type OidcIdentity } from './oidc-provider.client';
import { OidcFailure } from './oidc.errors';
import { type LoginState } from './sealed-state';

const FOREIGN_KEY_VIOLATION = '23503';

/** Which person an identity at the provider is. */
@Injectable()
export class Identities {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly audit: AuditWriter,
  ) {}

  /**
   * The person who signs in: the owner of the identity, else, as the configuration allows, the account of the verified
   * e-mail address, else a new account.
   * @throws {OidcFailure} where it is nobody here
   */
  async personOf(identity: OidcIdentity): Promise<number> {
    return this.database.transaction(async (tx) => {
      const owner = await ownerOfIdentity(tx, identity);
      if (owner?.is_active === false) throw nobody('The account is switched off.', owner.user_id);
      return owner?.user_id ?? (await this.firstTime(tx, identity));
    });
  }

  /** Makes the identity that of somebody who is signed in. @throws {OidcFailure} where it is another's */
  async link(
    identity: OidcIdentity,
    { user_id, session_id }: NonNullable<LoginState['link']>,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (!(await sessionStands(tx, user_id, session_id)))
        throw new OidcFailure('OIDC_STATE', 'The session has ended meanwhile.', user_id);
      const owner = await ownerOfIdentity(tx, identity);
      if (owner?.user_id === user_id) return;
      if (owner) throw new OidcFailure('OIDC_IDENTITY_TAKEN', 'The identity is another person’s.', user_id);
      await this.keep(tx, user_id, identity, 'Asked for in a session.');
    });
  }

  async list(): Promise<LinkedIdentity[]> {
    return listIdentities(this.database, requireCaller().user_id);
  }

  /** @throws 404 */
  async unlink(id: number): Promise<void> {
    const { user_id } = requireCaller();
    await this.database.transaction(async (tx) => {
      if (!(await removeIdentity(tx, user_id, id))) throw notFound('identity');
      await this.audit.record(
        { action: 'user.unlink_identity', outcome: 'success', entity_type: 'user', entity_id: user_id },
        tx,
      );
    });
  }

  private async firstTime(tx: Executor, identity: OidcIdentity): Promise<number> {
    const { email, email_verified } = identity;
    if (email === null || !email_verified)
      throw nobody('The identity is unknown, and has no verified e-mail address.');
    const person = await personByEmail(tx, email);
    if (person) return this.byEmail(tx, person, identity);
    const role = this.config.oidc?.createUsersAs ?? null;
    if (role === null) throw nobody('The identity is unknown, and no account has its e-mail address.');
    const created = await this.users
      .createWithoutPassword({ email, full_name: identity.name ?? email, role }, tx)
      .catch((error: { code?: string }) => {
        throw error.code === FOREIGN_KEY_VIOLATION
          ? nobody(`OIDC_CREATE_USERS: there is no role ${role}.`)
          : error;
      });
    await this.keep(tx, created.id, identity, 'A new account.');
    return created.id;
  }

  private async byEmail(
    tx: Executor,
    person: { id: number; is_active: boolean },
    identity: OidcIdentity,
  ): Promise<number> {
    if (!person.is_active) throw nobody('The account is switched off.', person.id);
    if (!this.config.oidc?.linkByEmail)
      throw new OidcFailure(
        'OIDC_EMAIL_TAKEN',
        'An account has the e-mail address, and must be linked first.',
        person.id,
      );
    await this.keep(tx, person.id, identity, 'By the verified e-mail address.');
    return person.id;
  }

  private async keep(tx: Executor, userId: number, identity: OidcIdentity, reason: string): Promise<void> {
    if ((await keepIdentity(tx, userId, identity)) === null)
      throw new OidcFailure('OIDC_STATE', 'The identity was linked at the same moment.', userId);
    await this.audit.record(
      {
        action: 'user.link_identity',
        outcome: 'success',
        user_id: userId,
        entity_type: 'user',
        entity_id: userId,
        reason,
        new_values: { issuer: identity.issuer },
      },
      tx,
    );
    await alertAccount(tx, userId, 'identity_linked');
  }
}

function nobody(message: string, userId: number | null = null): OidcFailure {
  return new OidcFailure('OIDC_NO_ACCOUNT', message, userId);
}
