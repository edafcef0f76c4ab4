import { type StepUpMethod } from '@bureau/contracts';
import { Injectable } from '@nestjs/common';
import { requireCaller } from '../context/require-caller';
import { Database } from '../database/database';
import { type Executor } from '../database/statement';
import { ProblemError } from '../errors/problem-error';

/** How long somebody who showed again who they are need not do so once more. */
export const STEP_UP_MINUTES = 10;

interface Standing {
  fresh: boolean;
  password: boolean;
  totp: boolean;
}

/**
 * Asks before a delicate act whether its session showed a moment ago who uses it: by signing in, or by the password or
 * a code since. Read from the database each time: such acts are rare, and no cache may be late for them.
 */
@Injectable()
export class StepUps {
  constructor(private readonly database: Database) {}

  /**
   * Agents, API keys and jobs have no session and never pass.
   * @param executor the transaction of the act, where there is one
   * @throws 403 STEP_UP_REQUIRED with the ways in which this person can
   */
  async require(executor: Executor = this.database): Promise<void> {
    const { user_id, session_id, actor } = requireCaller();
    if (session_id === null || actor.type !== 'user') throw stepUpRequired([]);
    const [standing] = await executor.query<Standing>({
      name: 'step_up_standing',
      text: `select s.stepped_up_at > now() - interval '${STEP_UP_MINUTES} minutes' as fresh, u.hashed_password is not null as password,
          exists (select from user_totp t where t.user_id = u.id and t.confirmed_at is not null) as totp
        from sessions s join users u on u.id = s.user_id where s.id = $1::bigint and s.user_id = $2::int and s.revoked_at is null`,
      values: [session_id, user_id],
    });
    if (!standing?.fresh) throw stepUpRequired(standing ? methodsOf(standing) : []);
  }
}

function methodsOf({ password, totp }: Standing): StepUpMethod[] {
  const methods: StepUpMethod[] = [
    ...(password ? ['password' as const] : []),
    ...(totp ? ['totp' as const] : []),
  ];
  return methods.length > 0 ? methods : ['sign_in'];
}

function stepUpRequired(methods: StepUpMethod[]): ProblemError {
  const detail =
    methods.length > 0
      ? 'Show again that it is you, then repeat this.'
      : 'Only a person who has just shown who they are may do this, in a session of their own.';
  return new ProblemError(403, 'STEP_UP_REQUIRED', detail, { methods });
}
