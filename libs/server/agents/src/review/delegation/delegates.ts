import { ADMIN_ROLE, type DelegateCandidate, type Permission } from '@bureau/contracts';
import { type Caller, CallerDirectory, Database, requireCaller } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { mayNotDelegate, unfitDelegate } from './delegation.errors';

/** More names than this are no choice; a word narrows them down. */
const MAX_CANDIDATES = 50;

const CANDIDATES = `
select u.id, u.full_name from users u join roles r on r.name = u.role
where u.is_active and u.id <> $1::int and (u.role = '${ADMIN_ROLE}' or $2::text = any(r.permissions))
  and ($3::text is null or strpos(lower(u.full_name), lower($3::text)) > 0)
order by u.full_name, u.id limit ${MAX_CANDIDATES}`;

/** People to whom a decision can be passed on. */
@Injectable()
export class Delegates {
  constructor(
    private readonly database: Database,
    private readonly callers: CallerDirectory,
  ) {}

  /** Active people other than the caller with the permission, by name. @param q part of the name */
  async candidates(permission: Permission, q: string | undefined): Promise<DelegateCandidate[]> {
    return this.database.query<DelegateCandidate>({
      name: 'delegate_candidates',
      text: CANDIDATES,
      values: [requireCaller().user_id, permission, q ?? null],
    });
  }

  /**
   * The person, with the rights of this moment.
   * @throws 403 where the caller is no person, 422 for oneself, and for somebody without an active account or without
   * the permission
   */
  async find(userId: number, permission: Permission): Promise<Caller> {
    const caller = requireCaller();
    if (caller.actor.type !== 'user' || caller.api_key) throw mayNotDelegate();
    if (userId === caller.user_id) throw unfitDelegate('You cannot pass a decision on to yourself.');
    const delegate = await this.callers.callerFor(userId);
    if (!delegate) throw unfitDelegate(`There is no active person ${userId}.`);
    if (!delegate.permissions.has(permission))
      throw unfitDelegate(`${delegate.actor.name} lacks the permission ${permission}.`);
    return delegate;
  }
}
