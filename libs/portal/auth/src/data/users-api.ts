import { inject, Service } from '@angular/core';
import { type CreateUser, type UpdateUser, type User } from '@bureau/contracts';
import { Api, type ListQuery, listTotal } from '@bureau/portal-core';

/** People with accounts, as admins manage them. Every call rejects with an `ApiProblem`. */
@Service()
export class UsersApi {
  readonly #api = inject(Api);

  /** Without a password the person is invited by mail. @param key one per draft, so that a lost answer invites nobody twice */
  create(user: CreateUser, key: string): Promise<User> {
    return this.#api.post('/users', user, { idempotencyKey: key });
  }

  update(user: User, changes: UpdateUser): Promise<User> {
    return this.#api.patch(`/users/${user.id}`, changes, { ifMatch: user.version });
  }

  async inviteAgain(id: number): Promise<void> {
    await this.#api.post(`/users/${id}/invite`);
  }

  /** For somebody who has lost phone and recovery codes. */
  takeAuthenticatorOff(id: number): Promise<void> {
    return this.#api.delete(`/users/${id}/mfa/totp`);
  }

  /** What names the person is gone for good. */
  erase(user: User): Promise<User> {
    return this.#api.post(`/users/${user.id}/erase`, {}, { ifMatch: user.version });
  }

  /** How many people who may sign in have the role. */
  async countWith(role: string): Promise<number> {
    const page = await this.#api.getPage<User>('/users', { role, is_active: true, limit: 1, count: 'exact' });
    return listTotal(page.headers)?.count ?? page.body?.length ?? 0;
  }
}

/** What a person looks like whose data was erased. */
export function isErased({ email }: Pick<User, 'email'>): boolean {
  return email.endsWith('@erased.invalid');
}

/** The list's filter for what was typed: addresses have an `@`, names have none. */
export function searchFilter(text: string): ListQuery {
  const wanted = text.trim();
  if (!wanted) return {};
  return wanted.includes('@') ? { 'email[like]': wanted.toLowerCase() } : { 'full_name[like]': wanted };
}
