import { type MailKind } from './mail-queue';
import { type Letter } from './mailer';

/** Whom a letter is for. */
export interface Recipient {
  email: string;
  full_name: string;
}

interface Wording {
  subject: string;
  /** Page of the portal. */
  page: string;
  before: string;
  button: string;
  after: string;
}

const WORDINGS: Readonly<Record<MailKind, Wording>> = {
  password_reset: {
    subject: 'Choose a new password for Bureau',
    page: '/reset',
    before: 'Somebody, we hope you, asked to choose a new password for your account at Bureau.',
    button: 'Choose a password',
    after:
      'The link works once, for 30 minutes. If it was not you, there is nothing to do: your password stays as it is.',
  },
  invitation: {
    subject: 'You are invited to Bureau',
    page: '/invite',
    before: 'An account at Bureau was made for you. Choose a password, and you can begin.',
    button: 'Accept the invitation',
    after: 'The link works once, for 7 days. Afterwards, ask whoever invited you for another.',
  },
};

/**
 * The letter of one kind with its link. The token stands after the `#`: browsers keep that part to themselves, so no
 * server's log ever holds it.
 * @param publicUrl the portal as people type it
 */
export function letterOf(
  kind: MailKind,
  recipient: Recipient,
  token: string,
  publicUrl: string,
): Omit<Letter, 'message_id'> {
  const { subject, page, before, button, after } = WORDINGS[kind];
  const link = `${publicUrl}${page}#token=${token}`;
  const greeting = `Hello ${recipient.full_name},`;
  return {
    to: { name: recipient.full_name, address: recipient.email },
    subject,
    text: [greeting, before, link, after].join('\n\n') + '\n',
    html: htmlOf({ greeting, before, link, button, after }),
  };
}

const BUTTON =
  'display:inline-block;padding:12px 20px;background:#1f4d3a;color:#ffffff;border-radius:8px;text-decoration:none';

function htmlOf(parts: Record<'greeting' | 'before' | 'link' | 'button' | 'after', string>): string {
  const { greeting, before, link, button, after } = mapValues(parts, escaped);
  return `<!doctype html>
<html lang="en"><body style="font-family:system-ui,sans-serif;line-height:1.5;color:#1b1b1b;max-width:34rem">
<p>${greeting}</p>
<p>${before}</p>
<p><a href="${link}" style="${BUTTON}">${button}</a></p>
<p style="color:#555555">${after}</p>
<p style="color:#555555;font-size:0.85em">If the button does not work, copy this address: ${link}</p>
</body></html>
`;
}

function mapValues<Key extends string>(
  values: Record<Key, string>,
  map: (value: string) => string,
): Record<Key, string> {
  return Object.fromEntries(
    Object.entries<string>(values).map(([key, value]) => [key, map(value)]),
  ) as Record<Key, string>;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A person's name is theirs to choose, markup and all. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
