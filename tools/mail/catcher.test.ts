import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createTransport } from 'nodemailer';
import { startMailCatcher, type CaughtMail } from './catcher.ts';

test('a mail becomes a file that only its owner reads, and its link is found', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'bureau-mail-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const caught: CaughtMail[] = [];
  const catcher = await startMailCatcher(folder, (mail) => caught.push(mail));
  const link = 'http://localhost:4200/reset#token=abc_-123';
  await createTransport(catcher.url).sendMail({
    from: 'Bureau <no-reply@localhost>',
    to: 'Ana <ana@example.org>',
    subject: 'Grüße',
    text: `Hello,\n\n${link}\n\nbye`,
    html: `<a href="${link}">go</a>`,
  });
  await catcher.stop();
  const [mail] = caught;
  assert.equal(caught.length, 1);
  assert.deepEqual([mail?.to, mail?.subject, mail?.link], ['ana@example.org', 'Grüße', link]);
  const [file = ''] = readdirSync(folder);
  assert.match(file, /^\d{4}-\d\d-\d\dT[\d.-]+-001\.eml$/);
  assert.match(readFileSync(join(folder, file), 'utf8'), /^From: Bureau/);
  if (process.platform !== 'win32') assert.equal(statSync(join(folder, file)).mode & 0o077, 0);
});
