import { type Executor } from '@bureau/platform';

export interface TotpRow {
  /** Sealed. */
  secret: Buffer;
  confirmed_at: string | null;
  last_step: number;
}

export interface SecondFactorState {
  enrolled_at: string | null;
  recovery_codes_left: number;
}

export async function readTotp(executor: Executor, userId: number): Promise<TotpRow | null> {
  const [row] = await executor.query<TotpRow>({
    name: 'totp_read',
    text: 'select secret, confirmed_at, last_step from user_totp where user_id = $1::int',
    values: [userId],
  });
  return row ?? null;
}

export async function readState(executor: Executor, userId: number): Promise<SecondFactorState> {
  const [row] = await executor.query<SecondFactorState>({
    name: 'totp_state',
    text: `select (select confirmed_at from user_totp where user_id = $1::int) as enrolled_at,
      (select count(*)::int from recovery_codes where user_id = $1::int and used_at is null) as recovery_codes_left`,
    values: [userId],
  });
  return row ?? { enrolled_at: null, recovery_codes_left: 0 };
}

/** Keeps a secret that no code has proved yet, in place of one of that kind. @returns false where one is in force */
export async function keepUnproved(executor: Executor, userId: number, secret: Buffer): Promise<boolean> {
  const rows = await executor.query({
    name: 'totp_keep',
    text: `insert into user_totp (user_id, secret) values ($1::int, $2::bytea)
      on conflict (user_id) do update set secret = excluded.secret, last_step = 0, created_at = now()
        where user_totp.confirmed_at is null
      returning user_id`,
    values: [userId, secret],
  });
  return rows.length > 0;
}

/** Puts the secret in force with the step of its first code. @returns false where it is already, or was replaced */
export async function putInForce(
  executor: Executor,
  userId: number,
  secret: Buffer,
  step: number,
): Promise<boolean> {
  const rows = await executor.query({
    name: 'totp_confirm',
    text: `update user_totp set confirmed_at = now(), last_step = $3::bigint
      where user_id = $1::int and secret = $2::bytea and confirmed_at is null returning user_id`,
    values: [userId, secret, step],
  });
  return rows.length > 0;
}

/** Takes a code's time step. @returns false where that one or a later one was taken: the code is a replay */
export async function takeStep(executor: Executor, userId: number, step: number): Promise<boolean> {
  const rows = await executor.query({
    name: 'totp_take_step',
    text: `update user_totp set last_step = $2::bigint
      where user_id = $1::int and confirmed_at is not null and last_step < $2::bigint returning user_id`,
    values: [userId, step],
  });
  return rows.length > 0;
}

/** @returns false where the code is none of theirs, or was used */
export async function takeRecoveryCode(executor: Executor, userId: number, hash: Buffer): Promise<boolean> {
  const rows = await executor.query({
    name: 'recovery_code_take',
    text: `update recovery_codes set used_at = now()
      where user_id = $1::int and code_hash = $2::bytea and used_at is null returning id`,
    values: [userId, hash],
  });
  return rows.length > 0;
}

/** New codes in place of all others. */
export async function replaceRecoveryCodes(
  executor: Executor,
  userId: number,
  hashes: readonly Buffer[],
): Promise<void> {
  await executor.query({
    name: 'recovery_codes_forget',
    text: 'delete from recovery_codes where user_id = $1::int',
    values: [userId],
  });
  await executor.query({
    name: 'recovery_codes_keep',
    text: 'insert into recovery_codes (user_id, code_hash) select $1::int, unnest($2::bytea[])',
    values: [userId, hashes],
  });
}

/** Forgets the secret and the recovery codes. @returns false where there was no secret in force */
export async function forgetSecondFactor(executor: Executor, userId: number): Promise<boolean> {
  const rows = await executor.query<{ was_in_force: boolean }>({
    name: 'totp_forget',
    text: `with c as (delete from recovery_codes where user_id = $1::int)
      delete from user_totp where user_id = $1::int returning confirmed_at is not null as was_in_force`,
    values: [userId],
  });
  return rows.some(({ was_in_force }) => was_in_force);
}
