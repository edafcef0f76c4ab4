import { CONFIG, type Config, Database, redactText } from '@bureau/platform';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { AccountLinks } from '../links/account-links';
import { letterOf, type Recipient } from './letters';
import { type MailKind } from './mail-queue';
import { Mailer } from './mailer';

/** Tries over eight hours: a mail server may be away for a night. */
const MAX_ATTEMPTS = 14;
/** Longer than one attempt can take, so that two never run at once. */
const FIRST_WAIT_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 3_600;
const ERROR_LENGTH = 200;

interface ClaimedMail extends Recipient {
  id: number;
  kind: MailKind;
  user_id: number | null;
  attempts: number;
}

/** Sends the mails that wait. */
@Injectable()
export class MailDelivery {
  private readonly logger = new Logger(MailDelivery.name);

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly links: AccountLinks,
    private readonly mailer: Mailer,
  ) {}

  /**
   * Tries to send one mail, if its time has come. The link in it is made now, so that it stands nowhere but in the
   * mail; a second try holds another one, and the first dies.
   * @returns whether the mail server took it
   */
  async deliver(mailId: number): Promise<boolean> {
    if (!this.mailer.works) return false;
    const mail = await this.claim(mailId);
    if (!mail) return false;
    if (mail.user_id === null) {
      await this.finish(mail.id, 'dropped');
      return false;
    }
    try {
      const token = await this.links.issue(mail.user_id, mail.kind);
      const letter = letterOf(mail.kind, mail, token, this.config.publicUrl);
      await this.mailer.send({ ...letter, message_id: `bureau-mail-${mail.id}` });
    } catch (error) {
      await this.failed(mail, error as Error);
      return false;
    }
    await this.finish(mail.id, 'sent');
    return true;
  }

  /** Tries every mail whose time has come. @returns how many were sent */
  async deliverDue(): Promise<number> {
    const due = await this.database.query<{ id: number }>({
      name: 'mail_due',
      text: `select id from mail_messages where status = 'queued' and next_attempt_at <= now()
        order by next_attempt_at limit 100`,
    });
    let sent = 0;
    for (const { id } of due) if (await this.deliver(id)) sent++;
    return sent;
  }

  /** Takes the mail in hand until its next attempt is due, so that nobody else sends it meanwhile. */
  private async claim(mailId: number): Promise<ClaimedMail | null> {
    const [mail] = await this.database.query<ClaimedMail>({
      name: 'mail_claim',
      text: `update mail_messages m set attempts = m.attempts + 1,
          next_attempt_at = now() + make_interval(secs => least(${FIRST_WAIT_SECONDS} * 2 ^ m.attempts, ${LONGEST_WAIT_SECONDS}))
        from mail_messages c left join users u on u.id = c.user_id and u.is_active
        where m.id = $1::bigint and c.id = m.id and m.status = 'queued' and m.next_attempt_at <= now()
        returning m.id, m.kind, m.attempts, u.id as user_id, u.email, u.full_name`,
      values: [mailId],
    });
    return mail ?? null;
  }

  private async failed({ id, attempts }: ClaimedMail, error: Error): Promise<void> {
    const reason = redactText(error.message).slice(0, ERROR_LENGTH);
    const over = attempts >= MAX_ATTEMPTS;
    this.logger.warn(`Mail ${id} not sent${over ? ', given up' : ''}: ${reason}`);
    await this.database.query({
      name: 'mail_failed',
      text: `update mail_messages set error = $2::text, status = case when $3::boolean then 'failed' else status end
        where id = $1::bigint`,
      values: [id, reason, over],
    });
  }

  private async finish(id: number, status: 'sent' | 'dropped'): Promise<void> {
    await this.database.query({
      name: 'mail_finish',
      text: `update mail_messages set status = $2::text, error = null,
          sent_at = case when $2::text = 'sent' then now() end where id = $1::bigint`,
      values: [id, status],
    });
  }
}
