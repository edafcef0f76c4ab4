import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const WORKSPACE = join(__dirname, '../../../../..');
const WAIT_MS = 20_000;

/** A mail as the catcher of `npm start` tells of it. */
export interface CaughtMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  message_id: string;
  /** The first address in the text. */
  link: string | null;
  file: string;
}

type Line = { url: string } | { mail: CaughtMail };

/** A mail server of this test alone that delivers nothing and tells what it was given. */
export class MailCatcher {
  readonly mails: CaughtMail[] = [];
  private readonly waiting = new Set<() => void>();

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    /** For `mail.url` of the configuration. */
    readonly url: string,
  ) {}

  static async start(): Promise<MailCatcher> {
    const folder = mkdtempSync(join(tmpdir(), 'bureau-mail-'));
    const program = join(WORKSPACE, 'tools/mail/main.ts');
    const child = spawn(join(WORKSPACE, 'node_modules/.bin/node'), [program, '--dir', folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    const [first] = (await Promise.race([
      once(lines, 'line'),
      once(child, 'exit').then(() => Promise.reject(new Error('The mail catcher did not start'))),
    ])) as [string];
    const { url } = JSON.parse(first) as { url: string };
    const catcher = new MailCatcher(child, folder, url);
    lines.on('line', (line) => catcher.take(JSON.parse(line) as Line));
    return catcher;
  }

  /** The mail that comes as number `count` to this address; waits for it. */
  async next(to: string, count = 1): Promise<CaughtMail> {
    const deadline = Date.now() + WAIT_MS;
    for (;;) {
      const mail = this.to(to)[count - 1];
      if (mail) return mail;
      if (Date.now() > deadline) throw new Error(`Mail ${count} to ${to} did not come`);
      await this.change(deadline - Date.now());
    }
  }

  /** Mails to this address that have come. */
  to(address: string): CaughtMail[] {
    return this.mails.filter(({ to }) => to.toLowerCase() === address.toLowerCase());
  }

  async stop(): Promise<void> {
    this.child.stdin?.end();
    if (this.child.exitCode === null) await once(this.child, 'exit');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private take(line: Line): void {
    if (!('mail' in line)) return;
    this.mails.push(line.mail);
    for (const wake of this.waiting) wake();
  }

  private change(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.waiting.add(wake);
    });
  }
}

/** The token of a mail's link, which stands after the `#`. */
export function linkToken({ link }: CaughtMail): string {
  return new URLSearchParams(new URL(link ?? '').hash.slice(1)).get('token') ?? '';
}
