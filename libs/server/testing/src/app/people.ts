import { randomBytes } from 'node:crypto';
import { type Role } from '@bureau/contracts';
import { AccessTokens } from '@bureau/platform';
import { type TestDatabase } from '../database/test-database';

/** A person with a session that stands and the access token of it. */
export interface SignedIn {
  user_id: number;
  session_id: number;
  email: string;
  token: string;
}

/** Adds a person, without a password. @returns the new id */
export async function addUser(
  database: TestDatabase,
  role: Role,
  email = `${role}-${unique()}@example.org`,
): Promise<number> {
  const [user] = await database.sql<{ id: number }>(
    'insert into users (email, full_name, role) values ($1, $2, $3) returning id',
    [email, `Test ${role}`, role],
  );
  if (!user) throw new Error('No user was added');
  return user.id;
}

/** Adds a person with a session, as if they had just signed in. */
export async function signInAs(database: TestDatabase, tokens: AccessTokens, role: Role): Promise<SignedIn> {
  const email = `${role}-${unique()}@example.org`;
  const user_id = await addUser(database, role, email);
  const [session] = await database.sql<{ id: number }>(
    `insert into sessions (user_id, expires_at) values ($1, now() + interval '1 day') returning id`,
    [user_id],
  );
  if (!session) throw new Error('No session was added');
  return { user_id, session_id: session.id, email, token: tokens.issue(user_id, session.id) };
}

function unique(): string {
  return randomBytes(4).toString('hex');
}
