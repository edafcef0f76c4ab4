import { AuditWriter, CONFIG, type Config, Database } from '@bureau/platform';
import { Inject, Injectable } from '@nestjs/common';
import { alertAccount } from '../account-alerts';
import { derivedKey } from '../sealing/derived-key';
import { SealedBox } from '../sealing/sealed-box';
import { plainCode, recoveryCodeHash } from './recovery-codes';
import { totpStep } from './totp-codes';
import { readTotp, takeRecoveryCode, takeStep } from './totp.repository';

const TOTP_CODE = /^\d{6}$/;

/** Whether a code is the second factor of somebody: from their authenticator app, or one of their recovery codes. */
@Injectable()
export class SecondFactor {
  private readonly box: SealedBox;
  private readonly codeKey: Buffer;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly database: Database,
    private readonly audit: AuditWriter,
  ) {
    this.box = new SealedBox(derivedKey(config, 'bureau totp secret'));
    this.codeKey = derivedKey(config, 'bureau recovery code');
  }

  seal(secret: Buffer, userId: number): Buffer {
    return this.box.seal(secret, `user ${userId}`);
  }

  hashOf(recoveryCode: string): Buffer {
    return recoveryCodeHash(this.codeKey, recoveryCode);
  }

  /** @throws where it was sealed with another JWT_SECRET: nobody's code can be right then, and an admin must help */
  open(sealed: Buffer, userId: number): Buffer {
    const secret = this.box.open(sealed, `user ${userId}`);
    if (!secret)
      throw new Error(`The authenticator secret of user ${userId} does not open with this JWT_SECRET`);
    return secret;
  }

  /** Whether this person is asked for a code. */
  async isEnrolled(userId: number): Promise<boolean> {
    const row = await readTotp(this.database, userId);
    return row?.confirmed_at != null;
  }

  /** Whether the code is right; it is used up by that, whatever comes after. */
  async check(userId: number, typed: string): Promise<boolean> {
    const code = plainCode(typed);
    return TOTP_CODE.test(code) ? this.checkTotp(userId, code) : this.checkRecoveryCode(userId, code);
  }

  private async checkTotp(userId: number, code: string): Promise<boolean> {
    const row = await readTotp(this.database, userId);
    if (row?.confirmed_at == null) return false;
    const step = totpStep(this.open(row.secret, userId), code, Date.now());
    return step !== null && takeStep(this.database, userId, step);
  }

  private async checkRecoveryCode(userId: number, code: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      if (!(await takeRecoveryCode(tx, userId, this.hashOf(code)))) return false;
      await this.audit.record(
        {
          action: 'user.use_recovery_code',
          outcome: 'success',
          user_id: userId,
          entity_type: 'user',
          entity_id: userId,
        },
        tx,
      );
      await alertAccount(tx, userId, 'recovery_code_used');
      return true;
    });
  }
}
