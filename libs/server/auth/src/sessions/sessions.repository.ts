import { type Session } from '@bureau/contracts';
import { type Executor } from '@bureau/platform';
import { deviceLabel } from '../devices/device-label';

/** Requests that raced, or an answer that was lost on its way, come back within this time. */
const GRACE = '30 seconds';

export interface NewSession {
  user_id: number;
  ip: string | null;
  user_agent: string | null;
  /** Without a refresh. */
  life_minutes: number;
  /** However much it is used. */
  max_minutes: number;
  token_hash: Buffer;
}

export interface TokenState {
  id: number;
  session_id: number;
  user_id: number;
  used: boolean;
  /** Used a moment ago: somebody else's refresh, not a thief's. */
  in_grace: boolean;
  /** The session was not revoked, has not ended, and its account is active. */
  standing: boolean;
}

/** @returns the new session's id */
export async function insertSession(executor: Executor, session: NewSession): Promise<number> {
  const [row] = await executor.query<{ id: number }>({
    name: 'session_insert',
    text: `with s as (
        insert into sessions (user_id, ip, user_agent, expires_at)
        values ($1::int, $2::inet, $3::text, now() + make_interval(mins => least($4::int, $5::int))) returning id
      ), t as (insert into refresh_tokens (session_id, token_hash) select s.id, $6::bytea from s)
      select id from s`,
    values: [
      session.user_id,
      session.ip,
      session.user_agent,
      session.life_minutes,
      session.max_minutes,
      session.token_hash,
    ],
  });
  if (!row) throw new Error('No session was written');
  return row.id;
}

/** The token and its session, both locked: refreshes of one session take turns. */
export async function lockToken(executor: Executor, hash: Buffer): Promise<TokenState | null> {
  const [row] = await executor.query<TokenState>({
    name: 'refresh_token_lock',
    text: `select r.id, r.session_id, s.user_id, r.used_at is not null as used,
        coalesce(r.used_at > clock_timestamp() - interval '${GRACE}', false) as in_grace,
        (s.revoked_at is null and s.expires_at > now() and u.is_active) as standing
      from refresh_tokens r join sessions s on s.id = r.session_id join users u on u.id = s.user_id
      where r.token_hash = $1::bytea for update of s, r`,
    values: [hash],
  });
  return row ?? null;
}

/** Trades an unused token for its successor. @returns false where somebody traded it first */
export async function rotateToken(
  executor: Executor,
  tokenId: number,
  successorHash: Buffer,
  life: { idle_minutes: number; max_minutes: number },
): Promise<boolean> {
  const rows = await executor.query({
    name: 'refresh_token_rotate',
    text: `with won as (
        update refresh_tokens set used_at = clock_timestamp() where id = $1::bigint and used_at is null returning session_id
      ), next as (insert into refresh_tokens (session_id, token_hash) select session_id, $2::bytea from won)
      update sessions s set last_used_at = now(),
        expires_at = least(now() + make_interval(mins => $3::int), s.created_at + make_interval(mins => $4::int))
      from won where s.id = won.session_id returning s.id`,
    values: [tokenId, successorHash, life.idle_minutes, life.max_minutes],
  });
  return rows.length > 0;
}

/** Which sessions to end. */
export interface SessionSelection {
  user_id?: number;
  session_id?: number;
  /** Every one but this. */
  except?: number | null;
}

/** Ends standing sessions and tells every process. @returns their ids */
export async function revokeSessions(
  executor: Executor,
  which: SessionSelection,
  reason: string,
): Promise<number[]> {
  const rows = await executor.query<{ id: number }>({
    name: 'session_revoke',
    text: `with r as (
        update sessions set revoked_at = now(), revoked_reason = $4::text
        where revoked_at is null and ($1::int is not null or $2::bigint is not null)
          and ($1::int is null or user_id = $1::int) and ($2::bigint is null or id = $2::bigint) and ($3::bigint is null or id <> $3::bigint)
        returning id, user_id
      ), o as (
        insert into outbox (topic, payload)
        select 'session.changed', jsonb_build_object('id', r.id, 'user_id', r.user_id, 'change', 'revoked') from r
      )
      select id from r`,
    values: [which.user_id ?? null, which.session_id ?? null, which.except ?? null, reason],
  });
  if (rows.length > 0) executor.wroteEvents();
  return rows.map(({ id }) => id);
}

/** Standing sessions of a person, the newest first. */
export async function listSessions(
  executor: Executor,
  userId: number,
  currentId: number | null,
): Promise<Session[]> {
  const sessions = await executor.query<Omit<Session, 'device'>>({
    name: 'session_list',
    text: `select id, host(ip) as ip, user_agent, created_at, last_used_at, expires_at, id = coalesce($2::bigint, 0) as current
      from sessions where user_id = $1::int and revoked_at is null and expires_at > now() order by id desc limit 200`,
    values: [userId, currentId],
  });
  return sessions.map((session) => ({ ...session, device: deviceLabel(session.user_agent) }));
}

/** Notes that the session showed now who uses it. @returns when, or null where it does not stand */
export async function markSteppedUp(executor: Executor, sessionId: number): Promise<string | null> {
  const [row] = await executor.query<{ stepped_up_at: string }>({
    name: 'session_step_up',
    text: `update sessions set stepped_up_at = now() where id = $1::bigint and revoked_at is null returning stepped_up_at`,
    values: [sessionId],
  });
  return row?.stepped_up_at ?? null;
}

/** Deletes sessions that ended long ago, with their tokens. */
export async function purgeSessions(executor: Executor): Promise<void> {
  await executor.query({
    name: 'session_purge',
    text: `delete from sessions where id in (select id from sessions
      where coalesce(revoked_at, expires_at) < now() - interval '30 days' order by id limit 5000)`,
  });
}
