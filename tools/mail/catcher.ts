import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail that was caught. */
export interface CaughtMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly message_id: string;
  /** The first address in the text, where people are to go. */
  readonly link: string | null;
  /** The whole mail as it came. */
  readonly file: string;
}

export interface MailCatcher {
  /** For `SMTP_URL`. */
  readonly url: string;
  stop(): Promise<void>;
}

const LINK = /https?:\/\/\S+/;

/**
 * Takes every mail and delivers none: each becomes a file. Only this machine can reach it.
 *
 * @param folder of the files; only the owner may look into it, since links in mails open accounts
 */
export async function startMailCatcher(
  folder: string,
  onMail: (mail: CaughtMail) => void,
): Promise<MailCatcher> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('error', done);
      stream.once('end', () => {
        const raw = Buffer.concat(chunks);
        const file = join(folder, `${stamp()}-${String(++count).padStart(3, '0')}.eml`);
        writeFileSync(file, raw, { mode: 0o600 });
        PostalMime.parse(raw).then((mail) => {
          onMail(caught(mail, file));
          done();
        }, done);
      });
    },
  });
  // Without a listener a client that breaks off would end the process.
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function caught({ to, subject, text = '', html = '', messageId }: Email, file: string): CaughtMail {
  return {
    to: to?.[0]?.address ?? '',
    subject: subject ?? '',
    text,
    html,
    message_id: messageId ?? '',
    link: LINK.exec(text)?.[0] ?? null,
    file,
  };
}

/** Sorts by time, and stands in a file's name on every system. */
function stamp(): string {
  return new Date().toISOString().replaceAll(':', '-').replace('Z', '');
}
