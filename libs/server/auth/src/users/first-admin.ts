import { randomInt } from 'node:crypto';
import { CONFIG, type Config, Database } from '@bureau/platform';
import { Inject, Injectable } from '@nestjs/common';
import { UsersService } from './users.service';

export interface FirstAdminResult {
  user_id: number;
  email: string;
  /** Only where it was made up now: it is kept nowhere. */
  password: string | null;
  created: boolean;
}

/** No characters that look alike. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** Sees to it that a new installation has somebody who may sign in. */
@Injectable()
export class FirstAdmin {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly users: UsersService,
  ) {}

  /** Makes the first admin where there is none; otherwise only tells who it is. */
  async ensure(): Promise<FirstAdminResult> {
    const [admin] = await this.database.query<{ id: number; email: string }>({
      text: `select id, email from users where role = 'admin' and is_active order by id limit 1`,
    });
    if (admin) return { user_id: admin.id, email: admin.email, password: null, created: false };
    const { email, password: given } = this.config.admin;
    const password = given ?? madeUpPassword();
    const { id } = await this.users.create({ email, full_name: 'Administrator', role: 'admin', password });
    return { user_id: id, email, password: given === null ? password : null, created: true };
  }
}

/** 100 bits in groups that can be typed from a screen. */
function madeUpPassword(): string {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
