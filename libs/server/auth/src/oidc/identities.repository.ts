import { type LinkedIdentity } from '@bureau/contracts';
import { type Executor } from '@bureau/platform';
import { type OidcIdentity } from './oidc-provider.client';

/** The person to whom the identity belongs; notes that it was used. */
export async function ownerOfIdentity(
  executor: Executor,
  { issuer, subject, email }: OidcIdentity,
): Promise<{ user_id: number; is_active: boolean } | null> {
  const [owner] = await executor.query<{ user_id: number; is_active: boolean }>({
    name: 'identity_owner',
    text: `update user_identities i set last_used_at = now(), email = $3::text from users u
      where i.issuer = $1::text and i.subject = $2::text and u.id = i.user_id returning i.user_id, u.is_active`,
    values: [issuer, subject, email],
  });
  return owner ?? null;
}

/** Keeps whose the identity is. @returns the row's id; null where it became somebody's meanwhile */
export async function keepIdentity(
  executor: Executor,
  userId: number,
  { issuer, subject, email }: OidcIdentity,
): Promise<number | null> {
  const [row] = await executor.query<{ id: number }>({
    name: 'identity_keep',
    text: `insert into user_identities (user_id, issuer, subject, email) values ($1::int, $2::text, $3::text, $4::text)
      on conflict (issuer, subject) do nothing returning id`,
    values: [userId, issuer, subject, email],
  });
  return row?.id ?? null;
}

export async function listIdentities(executor: Executor, userId: number): Promise<LinkedIdentity[]> {
  return executor.query<LinkedIdentity>({
    name: 'identity_list',
    text: `select id, issuer, email, created_at, last_used_at from user_identities where user_id = $1::int order by id`,
    values: [userId],
  });
}

/** @returns false where the person has no such identity */
export async function removeIdentity(executor: Executor, userId: number, id: number): Promise<boolean> {
  const rows = await executor.query({
    name: 'identity_remove',
    text: 'delete from user_identities where user_id = $1::int and id = $2::bigint returning id',
    values: [userId, id],
  });
  return rows.length > 0;
}

/** The active person with this e-mail address. */
export async function personByEmail(
  executor: Executor,
  email: string,
): Promise<{ id: number; is_active: boolean } | null> {
  const [person] = await executor.query<{ id: number; is_active: boolean }>({
    name: 'identity_person',
    text: 'select id, is_active from users where lower(email) = lower($1::text)',
    values: [email],
  });
  return person ?? null;
}

/** Whether the session in which somebody asked for a link still stands. */
export async function sessionStands(executor: Executor, userId: number, sessionId: number): Promise<boolean> {
  const rows = await executor.query({
    name: 'identity_session_stands',
    text: `select s.id from sessions s join users u on u.id = s.user_id
      where s.id = $1::bigint and s.user_id = $2::int and s.revoked_at is null and s.expires_at > now() and u.is_active`,
    values: [sessionId, userId],
  });
  return rows.length > 0;
}
