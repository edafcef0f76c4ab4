import { type RecoveryCodes, type TotpEnrolment, type TotpStatus } from '@bureau/contracts';
import { AuditWriter, Database, type Executor, requireCaller } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { toString as drawQrCode } from 'qrcode';
import { alertAccount } from '../account-alerts';
import { totpInForce, totpNotEnrolled, wrongCode } from '../auth.errors';
import { SignInThrottle } from '../sign-in/sign-in-throttle';
import { UsersService } from '../users/users.service';
import { newRecoveryCodes, plainCode } from './recovery-codes';
import { SecondFactor } from './second-factor.service';
import { newTotpSecret, totpInvitation, totpStep } from './totp-codes';
import {
  forgetSecondFactor,
  keepUnproved,
  putInForce,
  readState,
  readTotp,
  replaceRecoveryCodes,
} from './totp.repository';

/** What people do with their own authenticator app and recovery codes. */
@Injectable()
export class TotpService {
  constructor(
    private readonly database: Database,
    private readonly factor: SecondFactor,
    private readonly users: UsersService,
    private readonly throttle: SignInThrottle,
    private readonly audit: AuditWriter,
  ) {}

  async status(): Promise<TotpStatus> {
    const { enrolled_at, recovery_codes_left } = await readState(this.database, requireCaller().user_id);
    return { enabled: enrolled_at !== null, enrolled_at, recovery_codes_left };
  }

  /** A secret for the app to learn; codes are asked for once one was given. @throws 409 where an app is in use */
  async enrol(): Promise<TotpEnrolment> {
    const { user_id } = requireCaller();
    const { email } = await this.users.get(user_id);
    const secret = newTotpSecret();
    if (!(await keepUnproved(this.database, user_id, this.factor.seal(secret, user_id)))) throw totpInForce();
    const invitation = totpInvitation(secret, email);
    return { ...invitation, qr_svg: await drawQrCode(invitation.uri, { type: 'svg', margin: 2 }) };
  }

  /**
   * Proves that the app has learnt the secret; from now on codes are asked for.
   * @returns the recovery codes, which nobody can be shown again
   * @throws 409 where nothing waits for a proof, 422 for a wrong code, 429 after too many
   */
  async confirm(otp: string): Promise<RecoveryCodes> {
    const { user_id } = requireCaller();
    const { email } = await this.users.get(user_id);
    const waiting = await readTotp(this.database, user_id);
    if (!waiting) throw totpNotEnrolled();
    if (waiting.confirmed_at !== null) throw totpInForce();
    const attempt = await this.throttle.begin(email);
    const step = totpStep(this.factor.open(waiting.secret, user_id), plainCode(otp), Date.now());
    if (step === null) throw wrongCode();
    await attempt.succeeded();
    return this.database.transaction(async (tx) => {
      if (!(await putInForce(tx, user_id, waiting.secret, step))) throw totpInForce();
      await this.note(tx, user_id, 'user.enable_totp');
      await alertAccount(tx, user_id, 'totp_enabled');
      return this.giveCodes(tx, user_id);
    });
  }

  /** Ten new recovery codes; the old ones count no more. @throws 409 without an app */
  async renewRecoveryCodes(): Promise<RecoveryCodes> {
    const { user_id } = requireCaller();
    if (!(await this.factor.isEnrolled(user_id))) throw totpNotEnrolled();
    return this.database.transaction(async (tx) => {
      await this.note(tx, user_id, 'user.renew_recovery_codes');
      await alertAccount(tx, user_id, 'recovery_codes_renewed');
      return this.giveCodes(tx, user_id);
    });
  }

  /** Codes are asked for no more. Without an app there is nothing to do. */
  async disable(userId = requireCaller().user_id): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (!(await forgetSecondFactor(tx, userId))) return;
      await this.note(tx, userId, 'user.disable_totp');
      await alertAccount(tx, userId, 'totp_disabled');
    });
  }

  /** For an admin who has seen with their own eyes whose telephone is lost. @throws 404 */
  async disableFor(userId: number): Promise<void> {
    await this.users.get(userId);
    await this.disable(userId);
  }

  private async giveCodes(tx: Executor, userId: number): Promise<RecoveryCodes> {
    const recovery_codes = newRecoveryCodes();
    await replaceRecoveryCodes(
      tx,
      userId,
      recovery_codes.map((code) => this.factor.hashOf(code)),
    );
    return { recovery_codes };
  }

  private async note(tx: Executor, userId: number, action: string): Promise<void> {
    await this.audit.record({ action, outcome: 'success', entity_type: 'user', entity_id: userId }, tx);
  }
}
