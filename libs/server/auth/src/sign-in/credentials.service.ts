import { Database } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { SecondFactor } from '../mfa/second-factor.service';
import { PasswordHasher } from '../passwords/password-hasher';

/** What signing in looks at. */
export interface Account {
  id: number;
  email: string;
  full_name: string;
  hashed_password: string | null;
  is_active: boolean;
  /** Asked for a code beside the password. */
  has_totp: boolean;
}

/** `code_missing`: the password is right, and a code is asked for. */
export type Verdict =
  'right' | 'wrong_password' | 'wrong_code' | 'code_missing' | 'account_off' | 'unknown_account';

const COLUMNS = `u.id, u.email, u.full_name, u.hashed_password, u.is_active,
  exists (select from user_totp t where t.user_id = u.id and t.confirmed_at is not null) as has_totp`;

/** Checks what people show to prove who they are. */
@Injectable()
export class Credentials {
  constructor(
    private readonly database: Database,
    private readonly hasher: PasswordHasher,
    private readonly factor: SecondFactor,
  ) {}

  async accountByEmail(email: string): Promise<Account | null> {
    const [account] = await this.database.query<Account>({
      name: 'account_by_email',
      text: `select ${COLUMNS} from users u where lower(u.email) = lower($1::text)`,
      values: [email],
    });
    return account ?? null;
  }

  async accountById(id: number): Promise<Account | null> {
    const [account] = await this.database.query<Account>({
      name: 'account_by_id',
      text: `select ${COLUMNS} from users u where u.id = $1::int`,
      values: [id],
    });
    return account ?? null;
  }

  /** What password and code come to. Takes one hash whatever is wrong, so that time tells nothing. */
  async judge(account: Account | null, password: string, otp?: string): Promise<Verdict> {
    const fits = await this.hasher.verify(account?.hashed_password ?? null, password);
    if (!account) return 'unknown_account';
    if (!account.is_active) return 'account_off';
    if (!fits) return 'wrong_password';
    return this.judgeCode(account, otp);
  }

  /** The same for somebody whose password is right, or who needs none. */
  async judgeCode(account: Account, otp?: string): Promise<Verdict> {
    if (!account.has_totp) return 'right';
    if (otp === undefined) return 'code_missing';
    return (await this.factor.check(account.id, otp)) ? 'right' : 'wrong_code';
  }
}
