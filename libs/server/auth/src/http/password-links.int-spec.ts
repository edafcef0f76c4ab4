import {
  type Problem,
  type RecoveryCodes,
  type SignInOptions,
  type TotpEnrolment,
  type User,
} from '@bureau/contracts';
import { Database } from '@bureau/platform';
import { linkToken, type MailCatcher, type TestApp } from '@bureau/testing';
import { Secret } from 'otpauth';
import { MailDelivery } from '../mail/mail-delivery.service';
import { Mailer } from '../mail/mailer';
import { totpCode } from '../mfa/totp-codes';
import { AuthDesk, codeOf, PASSWORD } from '../testing/auth-desk';
import { MailDesk } from '../testing/mail-desk';

const NEW_PASSWORD = 'violet teapot gravity';

describe('links by mail', () => {
  let office: MailDesk;
  let desk: AuthDesk;
  let test: TestApp;
  let catcher: MailCatcher;

  beforeAll(async () => {
    office = await MailDesk.open();
    ({ desk, catcher } = office);
    test = desk.test;
  });
  afterAll(() => office.close());

  const forgot = (email: string, headers = {}) =>
    test.anonymous.post<{ detail: string }>('/auth/password/forgot', { email }, headers);
  const reset = (token: string, more: object = {}) =>
    test.anonymous.post<Problem>('/auth/password/reset', { token, password: NEW_PASSWORD, ...more });

  async function resetToken(email: string, count = 1): Promise<string> {
    expect((await forgot(email)).status).toBe(202);
    return linkToken(await catcher.next(email, count));
  }

  it('the page for signing in is told what there is', async () => {
    expect((await test.anonymous.get<SignInOptions>('/auth/options')).body).toEqual({
      oidc: null,
      password_reset: true,
    });
  });

  describe('a forgotten password', () => {
    it('is set by a link in the mail: old password and sessions end, and the owner is told', async () => {
      const { id, email, tokens } = await desk.signedIn();
      const token = await resetToken(email);
      expect((await desk.as(tokens).get('/auth/me')).status).toBe(200);
      expect((await reset(token)).status).toBe(204);
      expect((await desk.as(tokens).get('/auth/me')).status).toBe(401);
      expect((await desk.refresh(tokens.refresh_token)).status).toBe(401);
      expect((await desk.login(email)).status).toBe(401);
      expect((await desk.login(email, NEW_PASSWORD)).status).toBe(200);
      expect(await desk.alerts(id)).toEqual(['password_reset']);
      const rows = (await desk.audit(id)).map(({ action, ip }) => [action, ip]);
      expect(rows).toEqual(
        expect.arrayContaining([
          ['user.forget_password', '127.0.0.1'],
          ['user.reset_password', '127.0.0.1'],
        ]),
      );
    });

    it('comes as text and markup to the address of the account, with the token behind the #', async () => {
      const { email } = await desk.account();
      await forgot(email.toUpperCase());
      const { text, html, subject, link } = await catcher.next(email);
      expect(subject).toBe('Choose a new password for Bureau');
      expect(new URL(link ?? '').origin + new URL(link ?? '').pathname).toBe(
        `${test.config.publicUrl}/reset`,
      );
      expect(new URL(link ?? '').search).toBe('');
      expect(text).toContain(link);
      expect(html).toContain(link);
    });

    it('answers alike whether or not there is an account, after the same statements', async () => {
      const { email } = await desk.account();
      const database = test.app.get(Database);
      const answers = [];
      for (const address of [email, 'nobody-at-all@example.org']) {
        const transaction = jest.spyOn(database, 'transaction');
        const query = jest.spyOn(database, 'query');
        const { status, body } = await forgot(address);
        answers.push([status, body, transaction.mock.calls.length, query.mock.calls.length]);
        transaction.mockRestore();
        query.mockRestore();
      }
      expect(answers[1]).toEqual(answers[0]);
      await catcher.next(email);
      const { worker } = office;
      await worker.app.get(MailDelivery).deliverDue();
      const [row] = await test.database.sql<{ status: string; text: string }>(
        `select status, row_to_json(m)::text as text from mail_messages m where user_id is null order by id desc limit 1`,
      );
      expect(row?.status).toBe('dropped');
      expect(row?.text).not.toContain('nobody-at-all');
      expect(catcher.to('nobody-at-all@example.org')).toEqual([]);
    });

    it('is not mailed for an account that is off, nor a fourth time within an hour', async () => {
      const off = await desk.account({ is_active: false });
      expect((await forgot(off.email)).status).toBe(202);
      const { id, email } = await desk.account();
      for (let i = 0; i < 5; i++) expect((await forgot(email)).status).toBe(202);
      await catcher.next(email, 3);
      const rows = await test.database.sql('select id from mail_messages where user_id = $1', [id]);
      expect(rows).toHaveLength(3);
      expect(await test.database.sql('select id from mail_messages where user_id = $1', [off.id])).toEqual(
        [],
      );
    });

    it('slows down whoever asks for many', async () => {
      const from = { 'x-forwarded-for': '203.0.113.50' };
      const statuses: number[] = [];
      for (let i = 0; i < 21; i++) statuses.push((await forgot(`who-${i}@example.org`, from)).status);
      expect(statuses).toEqual([...Array<number>(20).fill(202), 429]);
    });
  });

  describe('a link', () => {
    it('counts once, however many use it at once', async () => {
      const { email } = await desk.account();
      const token = await resetToken(email);
      const answers = await Promise.all(Array.from({ length: 4 }, () => reset(token)));
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 422, 422, 422]);
      expect(codeOf(await reset(token))).toBe('LINK_REFUSED');
    });

    it('dies when a newer one is made, when it is old, and when the account is switched off', async () => {
      const { id, email } = await desk.account();
      const first = await resetToken(email);
      const second = await resetToken(email, 2);
      expect(codeOf(await reset(first))).toBe('LINK_REFUSED');
      await test.database.sql('update users set is_active = false where id = $1', [id]);
      expect(codeOf(await reset(second))).toBe('LINK_REFUSED');
      await test.database.sql('update users set is_active = true where id = $1', [id]);
      await test.database.sql(
        `update account_links set expires_at = now() - interval '1 s' where user_id = $1`,
        [id],
      );
      expect(codeOf(await reset(second))).toBe('LINK_REFUSED');
      expect((await desk.login(email)).status).toBe(200);
    });

    it('lasts half an hour; that of an invitation a week', async () => {
      const { id, email } = await desk.account();
      await resetToken(email);
      const life = `select round(extract(epoch from expires_at - created_at))::int as seconds from account_links where user_id = $1`;
      expect(await test.database.sql(life, [id])).toEqual([{ seconds: 1_800 }]);
    });

    it('stands nowhere but in the mail', async () => {
      const { email } = await desk.account();
      const token = await resetToken(email);
      const tables = ['mail_messages', 'account_links', 'outbox', 'audit_logs'];
      for (const table of tables) {
        const rows = await test.database.sql<{ text: string }>(
          `select row_to_json(t)::text as text from ${table} t`,
        );
        expect(rows.length).toBeGreaterThan(0);
        expect(rows.some(({ text }) => text.includes(token))).toBe(false);
      }
    });

    it.each(['', 'x', 'x'.repeat(43), 'x'.repeat(201)])(
      'that was made up is refused: "%s"',
      async (token) => {
        expect([400, 422]).toContain((await reset(token)).status);
      },
    );

    it('survives a weak password', async () => {
      const { email } = await desk.account();
      const token = await resetToken(email);
      const weak = await reset(token, { password: 'password1234' });
      expect([weak.status, weak.body.errors?.[0]]).toMatchObject([
        400,
        { pointer: '/password', code: 'PASSWORD_COMMON' },
      ]);
      expect((await reset(token)).status).toBe(204);
    });

    it('never goes around the authenticator app', async () => {
      const { id, email, tokens } = await desk.signedIn();
      const http = desk.as(tokens);
      const { secret } = (await http.post<TotpEnrolment>('/auth/mfa/totp')).body;
      const code = () => totpCode(Buffer.from(Secret.fromBase32(secret).bytes), Date.now());
      const { recovery_codes } = (await http.post<RecoveryCodes>('/auth/mfa/totp/confirm', { otp: code() }))
        .body;
      const token = await resetToken(email);
      const asked = await reset(token);
      expect([asked.status, asked.body.code]).toEqual([401, 'OTP_REQUIRED']);
      expect((await reset(token, { otp: '000000' })).status).toBe(422);
      expect((await http.get('/auth/me')).status).toBe(200);
      expect((await reset(token, { otp: recovery_codes[0] })).status).toBe(204);
      expect(codeOf(await desk.login(email, NEW_PASSWORD))).toBe('OTP_REQUIRED');
      await test.database.sql('update user_totp set last_step = 0 where user_id = $1', [id]);
      expect((await desk.loginWithCode(email, code(), NEW_PASSWORD)).status).toBe(200);
    });
  });

  describe('an invitation', () => {
    let people = 0;
    const invite = async () => {
      const admin = await test.signIn('admin');
      const email = `invited-${++people}@example.org`;
      const { status, body } = await admin.http.post<User>('/users', {
        email,
        full_name: 'Invited',
        role: 'user',
      });
      expect(status).toBe(201);
      return { admin, email, id: body.id };
    };

    it('is sent to whoever is added without a password, and lets them choose one', async () => {
      const { admin, id, email } = await invite();
      const mail = await catcher.next(email);
      expect(mail.subject).toBe('You are invited to Bureau');
      expect(new URL(mail.link ?? '').pathname).toBe('/invite');
      expect((await desk.login(email, NEW_PASSWORD)).status).toBe(401);
      expect((await reset(linkToken(mail))).status).toBe(204);
      expect((await desk.login(email, NEW_PASSWORD)).status).toBe(200);
      expect((await desk.audit(id)).map(({ action }) => action)).toContain('user.accept_invitation');
      expect(await desk.alerts(id)).toEqual([]);
      const again = await admin.http.post(`/users/${id}/invite`);
      expect([again.status, codeOf(again)]).toEqual([409, 'ALREADY_SIGNED_UP']);
    });

    it('can be sent again: the new link counts for a week, the old one no more', async () => {
      const { admin, id, email } = await invite();
      const first = linkToken(await catcher.next(email));
      expect((await admin.http.post(`/users/${id}/invite`)).status).toBe(202);
      const second = linkToken(await catcher.next(email, 2));
      const life = `select round(extract(epoch from expires_at - created_at))::int as seconds from account_links where user_id = $1`;
      expect(await test.database.sql(life, [id])).toEqual([{ seconds: 604_800 }]);
      expect(codeOf(await reset(first))).toBe('LINK_REFUSED');
      expect((await reset(second)).status).toBe(204);
    });

    it('is for admins to send, to people whom there are', async () => {
      const { admin, id } = await invite();
      const operator = await test.signIn('operator');
      expect((await operator.http.post(`/users/${id}/invite`)).status).toBe(403);
      expect((await admin.http.post('/users/999999/invite')).status).toBe(404);
    });
  });

  describe('a mail', () => {
    it('that the server does not take is tried again later, with the same id and another link', async () => {
      const { id, email } = await desk.account();
      const { app } = office.worker;
      const send = jest.spyOn(app.get(Mailer), 'send');
      send.mockRejectedValueOnce(new Error('451 try later smtp://me:hidden@mail.example'));
      await forgot(email);
      const row = () =>
        test.database.sql<{
          id: number;
          status: string;
          attempts: number;
          error: string | null;
          wait: number;
        }>(
          `select id, status, attempts, error, extract(epoch from next_attempt_at - now())::int as wait from mail_messages where user_id = $1`,
          [id],
        );
      await until(async () => (await row())[0]?.error !== null);
      const [waiting] = await row();
      expect(waiting).toMatchObject({ status: 'queued', attempts: 1 });
      expect(waiting?.error).toBe('451 try later smtp://[redacted]@mail.example');
      expect(waiting?.wait).toBeGreaterThan(30);
      expect(await app.get(MailDelivery).deliver(waiting?.id ?? 0)).toBe(false);
      await test.database.sql('update mail_messages set next_attempt_at = now() where user_id = $1', [id]);
      expect(await app.get(MailDelivery).deliverDue()).toBe(1);
      const mail = await catcher.next(email);
      expect(mail.message_id).toBe(`<bureau-mail-${waiting?.id ?? 0}@localhost>`);
      expect((await row())[0]).toMatchObject({ status: 'sent', attempts: 2, error: null });
      expect((await reset(linkToken(mail))).status).toBe(204);
      send.mockRestore();
    });

    it('is given up at last, and is sent once by two workers', async () => {
      const { id, email } = await desk.account();
      const { app } = office.worker;
      const delivery = app.get(MailDelivery);
      const [mail] = await test.database.sql<{ id: number }>(
        `insert into mail_messages (kind, user_id) values ('password_reset', $1) returning id`,
        [id],
      );
      const both = await Promise.all([delivery.deliver(mail?.id ?? 0), delivery.deliver(mail?.id ?? 0)]);
      expect(both.sort()).toEqual([false, true]);
      expect(catcher.to(email)).toHaveLength(1);
      const send = jest.spyOn(app.get(Mailer), 'send').mockRejectedValue(new Error('550 never'));
      const [lost] = await test.database.sql<{ id: number }>(
        `insert into mail_messages (kind, user_id, attempts) values ('password_reset', $1, 13) returning id`,
        [id],
      );
      await delivery.deliver(lost?.id ?? 0);
      send.mockRestore();
      expect(await test.database.sql('select status from mail_messages where id = $1', [lost?.id])).toEqual([
        { status: 'failed' },
      ]);
    });
  });

  async function until(settled: () => Promise<boolean>): Promise<void> {
    while (!(await settled())) await new Promise((resolve) => setTimeout(resolve, 50));
  }
});

describe('without a mail server', () => {
  it('says so, and people are added with a password', async () => {
    const desk = await AuthDesk.open();
    const { test } = desk;
    const admin = await test.signIn('admin');
    const person = { email: 'p@example.org', full_name: 'P', role: 'user' };
    expect((await test.anonymous.get<SignInOptions>('/auth/options')).body.password_reset).toBe(false);
    for (const refused of [
      await test.anonymous.post('/auth/password/forgot', { email: 'a@example.org' }),
      await admin.http.post('/users', person),
    ])
      expect([refused.status, codeOf(refused)]).toEqual([409, 'MAIL_NOT_CONFIGURED']);
    expect((await admin.http.post('/users', { ...person, password: PASSWORD })).status).toBe(201);
    await test.close();
  });
});
