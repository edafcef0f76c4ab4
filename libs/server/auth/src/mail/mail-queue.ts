import { CONFIG, type Config, type Executor } from '@bureau/platform';
import { Inject, Injectable } from '@nestjs/common';
import { mailNotConfigured } from '../auth.errors';

export const MAIL_KINDS = ['password_reset', 'invitation'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** The event that a mail waits; its payload is the id of its row. */
export const MAIL_QUEUED = 'mail.queued';
/** So many links by mail an hour are enough for anybody who has lost a password. */
const RESETS_PER_HOUR = 3;

/** Mails to be sent, as rows: the worker makes their text and sends them, again and again until one is taken. */
@Injectable()
export class MailQueue {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Whether mail can be sent at all. */
  get works(): boolean {
    return this.config.mail !== null;
  }

  /** @throws 409 where no mail can be sent */
  assertWorks(): void {
    if (!this.works) throw mailNotConfigured();
  }

  /** A mail to this person, in the transaction of its cause. */
  async add(executor: Executor, kind: MailKind, userId: number): Promise<void> {
    await executor.query({
      name: 'mail_add',
      text: `with m as (insert into mail_messages (kind, user_id) values ($1::text, $2::int) returning id)
        insert into outbox (topic, payload) select '${MAIL_QUEUED}', jsonb_build_object('id', m.id) from m`,
      values: [kind, userId],
    });
    executor.wroteEvents();
  }

  /**
   * A mail with a link to whoever has this address, if anybody. A row is written in any case, so that neither the answer
   * nor its time says whether there is an account; the address itself is kept nowhere.
   * @returns whose account it is; null for nobody's, for one that is off, and after three within the hour
   */
  async addReset(executor: Executor, email: string): Promise<number | null> {
    const [row] = await executor.query<{ user_id: number | null }>({
      name: 'mail_add_reset',
      text: `with m as (
          insert into mail_messages (kind, user_id) values ('password_reset', (
            select u.id from users u where lower(u.email) = lower($1::text) and u.is_active
              and (select count(*) from mail_messages b where b.user_id = u.id and b.kind = 'password_reset'
                and b.created_at > now() - interval '1 hour') < ${RESETS_PER_HOUR}
          )) returning id, user_id
        ), o as (
          insert into outbox (topic, payload) select '${MAIL_QUEUED}', jsonb_build_object('id', m.id) from m
        )
        select user_id from m`,
      values: [email],
    });
    executor.wroteEvents();
    return row?.user_id ?? null;
  }
}
