import { type StepUpRequest, type StepUpResult } from '@bureau/contracts';
import {
  AuditWriter,
  commonError,
  Database,
  permissionDenied,
  requireCaller,
  STEP_UP_MINUTES,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { wrongCode, wrongPassword } from '../auth.errors';
import { SecondFactor } from '../mfa/second-factor.service';
import { PasswordHasher } from '../passwords/password-hasher';
import { markSteppedUp } from '../sessions/sessions.repository';
import { Credentials } from '../sign-in/credentials.service';
import { SignInThrottle } from '../sign-in/sign-in-throttle';

const MS_PER_MINUTE = 60_000;

/** People show again who they are, so that delicate routes let them through for a while. */
@Injectable()
export class StepUpService {
  constructor(
    private readonly database: Database,
    private readonly credentials: Credentials,
    private readonly hasher: PasswordHasher,
    private readonly factor: SecondFactor,
    private readonly throttle: SignInThrottle,
    private readonly audit: AuditWriter,
  ) {}

  /**
   * By the password, or by a code of the authenticator app.
   * @param mark the browser's mark
   * @throws 422 for a wrong one, 403 for callers without a session, 429 after too many attempts
   */
  async stepUp({ password, otp }: StepUpRequest, mark?: string): Promise<StepUpResult> {
    const { user_id, session_id } = requireCaller();
    if (session_id === null) throw permissionDenied('Only a person in a session of their own can step up.');
    const account = await this.credentials.accountById(user_id);
    if (!account) throw new Error('The caller has no account');
    const attempt = await this.throttle.begin(account.email, mark);
    const right =
      otp === undefined
        ? await this.hasher.verify(account.hashed_password, password ?? '')
        : await this.factor.check(user_id, otp);
    if (!right) {
      await this.note(session_id, 'refused', otp === undefined ? 'Wrong password.' : 'Wrong code.');
      throw otp === undefined ? wrongPassword() : wrongCode();
    }
    await attempt.succeeded();
    const at = await markSteppedUp(this.database, session_id);
    if (at === null) throw commonError('UNAUTHENTICATED', 'The session has ended. Sign in again.');
    await this.note(session_id, 'success');
    return { stepped_up_until: new Date(Date.parse(at) + STEP_UP_MINUTES * MS_PER_MINUTE).toISOString() };
  }

  private async note(sessionId: number, outcome: 'success' | 'refused', reason?: string): Promise<void> {
    await this.audit.record({
      action: 'session.step_up',
      outcome,
      entity_type: 'session',
      entity_id: sessionId,
      reason,
    });
  }
}
