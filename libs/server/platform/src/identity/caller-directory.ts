import { ADMIN_ROLE, type Permission, PERMISSIONS, type Role, type RoleRule } from '@bureau/contracts';
import { Injectable } from '@nestjs/common';
import { type Caller } from '../context/caller';
import { Database } from '../database/database';
import { callerRules } from '../rules/caller-rules';

export interface CallerRow {
  user_id: number;
  role: Role;
  full_name: string;
  session_id: number | null;
  permissions: Permission[];
  rules: RoleRule[];
}

const EVERYTHING: ReadonlySet<Permission> = new Set(Object.keys(PERMISSIONS) as Permission[]);
const COLUMNS = 'u.id as user_id, u.role, u.full_name, r.permissions, r.rules';
const TABLES = 'users u join roles r on r.name = u.role';

/** A person as the caller of their own requests. An admin may do everything, whatever the role's row says. */
export function callerOfRow({ user_id, role, full_name, session_id, permissions, rules }: CallerRow): Caller {
  const admin = role === ADMIN_ROLE;
  return {
    user_id,
    role,
    permissions: admin ? EVERYTHING : new Set(permissions.filter((permission) => EVERYTHING.has(permission))),
    rules: admin ? null : callerRules(rules),
    session_id,
    actor: { type: 'user', id: String(user_id), name: full_name },
  };
}

/** Who people are and what they may do, as it is now: never from a cache. */
@Injectable()
export class CallerDirectory {
  constructor(private readonly database: Database) {}

  /** The person with the rights of this moment, or null where the account is gone or switched off. */
  async callerFor(userId: number): Promise<Caller | null> {
    const [row] = await this.database.query<CallerRow>({
      name: 'caller_by_user',
      text: `select ${COLUMNS}, null as session_id from ${TABLES} where u.id = $1::bigint and u.is_active`,
      values: [userId],
    });
    return row ? callerOfRow(row) : null;
  }

  /** The person behind a session that stands, or null where it ended, was revoked, or its account is switched off. */
  async callerForSession(sessionId: number): Promise<Caller | null> {
    const [row] = await this.database.query<CallerRow>({
      name: 'caller_by_session',
      text: `select ${COLUMNS}, s.id as session_id from sessions s join ${TABLES} on u.id = s.user_id
        where s.id = $1::bigint and s.revoked_at is null and s.expires_at > now() and u.is_active`,
      values: [sessionId],
    });
    return row ? callerOfRow(row) : null;
  }

  /** Those of the sessions that still stand. */
  async standingSessions(sessionIds: readonly number[]): Promise<Set<number>> {
    const rows = await this.database.query<{ id: number }>({
      name: 'sessions_standing',
      text: `select s.id from sessions s join users u on u.id = s.user_id
        where s.id = any($1::bigint[]) and s.revoked_at is null and s.expires_at > now() and u.is_active`,
      values: [sessionIds],
    });
    return new Set(rows.map(({ id }) => id));
  }
}
