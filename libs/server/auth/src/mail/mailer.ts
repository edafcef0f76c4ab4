import { CONFIG, type Config, type MailConfig } from '@bureau/platform';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';

/** A mail as people read it. */
export interface Letter {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** The same at every attempt, so that a mail that arrives twice can be seen to be one. */
  message_id: string;
}

/** A mail server that does not answer is tried again later, by the row. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** Hands mails to the SMTP server of the configuration. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private transporter: Transporter | null = null;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  get works(): boolean {
    return this.config.mail !== null;
  }

  /** @throws where the server does not take it */
  async send({ to, message_id, ...letter }: Letter): Promise<void> {
    const { mail, publicUrl } = this.config;
    if (!mail) throw new Error('SMTP_URL is not set');
    this.transporter ??= transportTo(mail);
    await this.transporter.sendMail({
      ...letter,
      to,
      from: mail.from,
      messageId: `<${message_id}@${new URL(publicUrl).hostname}>`,
      // Vacation notices need not answer.
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  }

  onApplicationShutdown(): void {
    this.transporter?.close();
  }
}

function transportTo({ url }: MailConfig): Transporter {
  const { protocol, hostname, port, username, password } = new URL(url);
  return createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    ...(port !== '' && { port: Number(port) }),
    secure: protocol === 'smtps:',
    ...(username !== '' && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    ...TIMEOUTS,
    // A mail of ours holds nothing but its text.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
