import {
  type Problem,
  type RecoveryCodes,
  type TokenResponse,
  type TotpEnrolment,
  type TotpStatus,
} from '@bureau/contracts';
import { type HttpClient, type TestApp } from '@bureau/testing';
import { Secret } from 'otpauth';
import { totpCode } from '../mfa/totp-codes';
import { PasswordHasher } from '../passwords/password-hasher';
import { AuthDesk, codeOf, PASSWORD } from '../testing/auth-desk';

interface Enrolled {
  id: number;
  email: string;
  http: HttpClient;
  secret: Buffer;
  codes: string[];
}

describe('codes of an authenticator app', () => {
  let desk: AuthDesk;
  let test: TestApp;

  beforeAll(async () => {
    desk = await AuthDesk.open();
    test = desk.test;
  });
  afterAll(() => test.close());

  const bytesOf = (text: string) => Buffer.from(Secret.fromBase32(text).bytes);
  /** The app's code now, or some steps of 30 s from now. */
  const code = (secret: Buffer, steps = 0) => totpCode(secret, Date.now() + steps * 30_000);

  async function enrolled(): Promise<Enrolled> {
    const { id, email, tokens } = await desk.signedIn();
    const http = desk.as(tokens);
    const secret = bytesOf((await http.post<TotpEnrolment>('/auth/mfa/totp')).body.secret);
    const { body } = await http.post<RecoveryCodes>('/auth/mfa/totp/confirm', { otp: code(secret) });
    // As if that had been a while ago, so that no test has to wait for the next code.
    await forgetStep(id);
    return { id, email, http, secret, codes: body.recovery_codes };
  }

  async function forgetStep(userId: number): Promise<void> {
    await test.database.sql('update user_totp set last_step = 0 where user_id = $1', [userId]);
  }

  describe('enrolling', () => {
    it('shows the secret as text, address and QR code, and asks for nothing before it is confirmed', async () => {
      const { email, tokens } = await desk.signedIn();
      const { status, body, headers } = await desk.as(tokens).post<TotpEnrolment>('/auth/mfa/totp');
      expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(body.uri).toContain(`secret=${body.secret}`);
      expect(body.uri).toContain(encodeURIComponent(email));
      expect(body.qr_svg).toMatch(/^<svg [^]*<\/svg>\s*$/);
      expect((await desk.login(email)).status).toBe(200);
      expect((await desk.as(tokens).get<TotpStatus>('/auth/mfa/totp')).body).toEqual({
        enabled: false,
        enrolled_at: null,
        recovery_codes_left: 0,
      });
    });

    it('keeps the secret encrypted and the recovery codes as hashes', async () => {
      const { id, secret, codes } = await enrolled();
      const [row] = await test.database.sql<{ secret: Buffer }>(
        'select secret from user_totp where user_id = $1',
        [id],
      );
      expect(row?.secret.includes(secret)).toBe(false);
      const hashes = await test.database.sql<{ code_hash: Buffer }>(
        'select code_hash from recovery_codes where user_id = $1',
        [id],
      );
      expect(hashes).toHaveLength(10);
      for (const { code_hash } of hashes) expect(codes).not.toContain(code_hash.toString());
      const written = await test.database.sql<{ text: string }>(
        `select row_to_json(a)::text as text from audit_logs a union all select payload::text from outbox`,
      );
      const secrets = [
        ...codes,
        secret.toString('base64'),
        new Secret({ buffer: Uint8Array.from(secret).buffer }).base32,
      ];
      expect(written.some(({ text }) => secrets.some((one) => text.includes(one)))).toBe(false);
    });

    it('needs the right code, and happens once', async () => {
      const { tokens, id } = await desk.signedIn();
      const http = desk.as(tokens);
      const nothing = await http.post('/auth/mfa/totp/confirm', { otp: '123456' });
      expect([nothing.status, codeOf(nothing)]).toEqual([409, 'TOTP_NOT_ENROLLED']);
      const first = bytesOf((await http.post<TotpEnrolment>('/auth/mfa/totp')).body.secret);
      const second = bytesOf((await http.post<TotpEnrolment>('/auth/mfa/totp')).body.secret);
      const replaced = await http.post<Problem>('/auth/mfa/totp/confirm', { otp: code(first) });
      expect([replaced.status, replaced.body.errors?.[0]?.pointer]).toEqual([422, '/otp']);
      expect((await http.post('/auth/mfa/totp/confirm', { otp: code(second) })).status).toBe(200);
      for (const path of ['/auth/mfa/totp', '/auth/mfa/totp/confirm']) {
        const again = await http.post(path, path.endsWith('confirm') ? { otp: code(second, 1) } : undefined);
        expect([again.status, codeOf(again)]).toEqual([409, 'TOTP_ENABLED']);
      }
      expect((await desk.audit(id)).map(({ action }) => action)).toContain('user.enable_totp');
      expect(await desk.alerts(id)).toEqual(['totp_enabled']);
    });
  });

  describe('signing in', () => {
    it('asks for a code once the password is right, and never before', async () => {
      const { email, secret } = await enrolled();
      const asked = await desk.login(email);
      expect([asked.status, codeOf(asked)]).toEqual([401, 'OTP_REQUIRED']);
      expect(codeOf(await desk.login(email, 'wrong horse battery'))).toBe('INVALID_CREDENTIALS');
      expect((await desk.loginWithCode(email, code(secret))).status).toBe(200);
    });

    it('takes the code of one step before or after, and none of two', async () => {
      const { id, email, secret } = await enrolled();
      for (const [steps, status] of [
        [-2, 401],
        [-1, 200],
        [1, 200],
        [3, 401],
      ] as const) {
        await forgetStep(id);
        expect([steps, (await desk.loginWithCode(email, code(secret, steps))).status]).toEqual([
          steps,
          status,
        ]);
      }
    });

    it('takes no code twice, nor one of before it, however many try at once', async () => {
      const { id, email, secret } = await enrolled();
      const now = code(secret);
      const answers = await Promise.all(Array.from({ length: 5 }, () => desk.loginWithCode(email, now)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect((await desk.loginWithCode(email, now)).status).toBe(401);
      expect((await desk.loginWithCode(email, code(secret, -1))).status).toBe(401);
      await test.database.sql(`update user_totp set last_step = last_step - 5 where user_id = $1`, [id]);
      expect((await desk.loginWithCode(email, code(secret))).status).toBe(200);
    });

    it('answers alike to a wrong code and to a wrong password, after one hash each', async () => {
      const { email, secret } = await enrolled();
      const unknown = 'nobody-at-all@example.org';
      const verify = jest.spyOn(test.app.get(PasswordHasher), 'verify');
      const answers = [
        await desk.loginWithCode(email, '000000'),
        await desk.loginWithCode(email, 'aaaa-bbbb-cccc'),
        await desk.loginWithCode(email, code(secret), 'wrong horse battery'),
        await desk.loginWithCode(unknown, '000000'),
      ];
      expect(verify).toHaveBeenCalledTimes(answers.length);
      verify.mockRestore();
      for (const { status, body } of answers)
        expect([status, { ...body, request_id: '' }]).toEqual([401, { ...answers[0]?.body, request_id: '' }]);
      expect((await desk.loginWithCode(email, code(secret))).status).toBe(200);
    });

    it('slows codes down like passwords, while being asked for one does not count', async () => {
      const { email, secret } = await enrolled();
      for (let i = 0; i < 12; i++) expect(codeOf(await desk.login(email))).toBe('OTP_REQUIRED');
      for (let i = 0; i < 10; i++) expect((await desk.loginWithCode(email, '000000')).status).toBe(401);
      const blocked = await desk.loginWithCode(email, code(secret));
      expect([blocked.status, codeOf(blocked)]).toEqual([429, 'TOO_MANY_SIGN_INS']);
    });

    it('is audited with what was wrong', async () => {
      const { id, email, secret } = await enrolled();
      await desk.login(email);
      await desk.loginWithCode(email, '000000');
      await desk.loginWithCode(email, code(secret));
      const rows = (await desk.audit(id)).filter(({ action }) => action === 'session.sign_in').slice(-3);
      expect(rows.map(({ outcome, reason }) => [outcome, reason])).toEqual([
        ['refused', 'The password was right; a code was asked for.'],
        ['refused', 'Wrong code.'],
        ['success', null],
      ]);
      expect(rows.every(({ ip }) => ip === '127.0.0.1')).toBe(true);
    });
  });

  describe('recovery codes', () => {
    it('are ten, stand for a code once each, and tell their owner', async () => {
      const { id, email, http, codes } = await enrolled();
      expect(new Set(codes).size).toBe(10);
      const [first = '', second = ''] = codes;
      expect((await desk.loginWithCode(email, first)).status).toBe(200);
      expect((await desk.loginWithCode(email, first)).status).toBe(401);
      expect((await desk.loginWithCode(email, ` ${second.toUpperCase().replaceAll('-', ' ')} `)).status).toBe(
        200,
      );
      expect((await http.get<TotpStatus>('/auth/mfa/totp')).body.recovery_codes_left).toBe(8);
      expect((await desk.audit(id)).filter(({ action }) => action === 'user.use_recovery_code')).toHaveLength(
        2,
      );
      expect(await desk.alerts(id)).toEqual(['totp_enabled', 'recovery_code_used', 'recovery_code_used']);
    });

    it('are made anew, and then the old ones count no more', async () => {
      const { email, http, codes } = await enrolled();
      const { body } = await http.post<RecoveryCodes>('/auth/mfa/totp/recovery-codes');
      expect(body.recovery_codes.some((one) => codes.includes(one))).toBe(false);
      expect((await desk.loginWithCode(email, codes[0] ?? '')).status).toBe(401);
      expect((await desk.loginWithCode(email, body.recovery_codes[0] ?? '')).status).toBe(200);
    });

    it('of somebody else do not count', async () => {
      const [mine, theirs] = [await enrolled(), await enrolled()];
      expect((await desk.loginWithCode(mine.email, theirs.codes[0] ?? '')).status).toBe(401);
      expect((await desk.loginWithCode(mine.email, code(theirs.secret))).status).toBe(401);
    });
  });

  describe('taking the app off', () => {
    it('is the owner’s to do: then the password is enough again', async () => {
      const { id, email, http, codes } = await enrolled();
      expect((await http.delete('/auth/mfa/totp')).status).toBe(204);
      expect((await desk.login(email)).status).toBe(200);
      expect((await http.get<TotpStatus>('/auth/mfa/totp')).body).toMatchObject({
        enabled: false,
        recovery_codes_left: 0,
      });
      const renewed = await http.post('/auth/mfa/totp/recovery-codes');
      expect([renewed.status, codeOf(renewed)]).toEqual([409, 'TOTP_NOT_ENROLLED']);
      expect(codes).toHaveLength(10);
      expect(await desk.alerts(id)).toEqual(['totp_enabled', 'totp_disabled']);
    });

    it('is an admin’s for somebody who lost it, and nobody else’s', async () => {
      const { id, email } = await enrolled();
      const [admin, operator] = [await test.signIn('admin'), await test.signIn('operator')];
      expect((await operator.http.delete(`/users/${id}/mfa/totp`)).status).toBe(403);
      expect(codeOf(await desk.login(email))).toBe('OTP_REQUIRED');
      expect((await admin.http.delete(`/users/${id}/mfa/totp`)).status).toBe(204);
      expect((await desk.login(email)).status).toBe(200);
      const [row] = (await desk.audit(id)).filter(({ action }) => action === 'user.disable_totp');
      expect(row?.outcome).toBe('success');
      expect((await admin.http.delete('/users/999999/mfa/totp')).status).toBe(404);
    });
  });

  it('each of these asks for a session that showed a moment ago who uses it', async () => {
    const { id, http } = await enrolled();
    await desk.forgetStepUp(id);
    for (const [method, path, body] of [
      ['POST', '/auth/mfa/totp', undefined],
      ['POST', '/auth/mfa/totp/confirm', { otp: '000000' }],
      ['POST', '/auth/mfa/totp/recovery-codes', undefined],
      ['DELETE', '/auth/mfa/totp', undefined],
    ] as const) {
      const refused = await http.send<Problem>(method, path, { body });
      expect([path, refused.status, refused.body.code, refused.body.methods]).toEqual([
        path,
        403,
        'STEP_UP_REQUIRED',
        ['password', 'totp'],
      ]);
    }
    const tokens: TokenResponse = (await desk.loginWithCode('nobody@example.org', '1', PASSWORD)).body;
    expect(tokens.access_token).toBeUndefined();
  });
});
