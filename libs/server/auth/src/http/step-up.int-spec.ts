import { type Problem, type RecoveryCodes, type StepUpResult, type TotpEnrolment } from '@bureau/contracts';
import { HttpClient, type TestApp } from '@bureau/testing';
import { Secret } from 'otpauth';
import { totpCode } from '../mfa/totp-codes';
import { AuthDesk, codeOf, PASSWORD } from '../testing/auth-desk';

describe('stepping up', () => {
  let desk: AuthDesk;
  let test: TestApp;

  beforeAll(async () => {
    desk = await AuthDesk.open();
    test = desk.test;
  });
  afterAll(() => test.close());

  async function lateComer() {
    const person = await desk.signedIn();
    await desk.forgetStepUp(person.id);
    return { ...person, http: desk.as(person.tokens) };
  }

  it('a sign-in counts for ten minutes, and then the password counts for ten more', async () => {
    const { id, http } = await lateComer();
    const refused = await http.post<Problem>('/auth/mfa/totp');
    expect([refused.status, refused.body.code, refused.body.methods]).toEqual([
      403,
      'STEP_UP_REQUIRED',
      ['password'],
    ]);
    const { status, body } = await http.post<StepUpResult>('/auth/step-up', { password: PASSWORD });
    expect(status).toBe(200);
    const minutes = (Date.parse(body.stepped_up_until) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(9);
    expect(minutes).toBeLessThan(11);
    expect((await http.post('/auth/mfa/totp')).status).toBe(200);
    await desk.forgetStepUp(id);
    expect((await http.post('/auth/mfa/totp')).status).toBe(403);
    expect((await desk.audit(id)).map(({ action, outcome }) => `${action} ${outcome}`)).toContain(
      'session.step_up success',
    );
  });

  it('counts for the session in which it was done, and for no other', async () => {
    const { id, email, http } = await lateComer();
    const other = (await desk.login(email)).body;
    await desk.forgetStepUp(id);
    await http.post('/auth/step-up', { password: PASSWORD });
    expect((await desk.as(other).post('/auth/mfa/totp')).status).toBe(403);
  });

  it('a refresh is no step up', async () => {
    const { tokens } = await lateComer();
    const refreshed = (await desk.refresh(tokens.refresh_token)).body;
    expect((await desk.as(refreshed).post('/auth/mfa/totp')).status).toBe(403);
  });

  it('takes a code of the app once, and no wrong one', async () => {
    const { id, http, tokens } = await lateComer();
    await http.post('/auth/step-up', { password: PASSWORD });
    const { secret } = (await http.post<TotpEnrolment>('/auth/mfa/totp')).body;
    const codeAt = (steps: number) =>
      totpCode(Buffer.from(Secret.fromBase32(secret).bytes), Date.now() + steps * 30_000);
    const { recovery_codes } = (await http.post<RecoveryCodes>('/auth/mfa/totp/confirm', { otp: codeAt(0) }))
      .body;
    await test.database.sql('update user_totp set last_step = 0 where user_id = $1', [id]);
    await desk.forgetStepUp(id);
    const wrong = await http.post<Problem>('/auth/step-up', { otp: '000000' });
    expect([wrong.status, wrong.body.code, wrong.body.errors?.[0]?.pointer]).toEqual([
      422,
      'WRONG_CODE',
      '/otp',
    ]);
    const now = codeAt(0);
    expect((await http.post('/auth/step-up', { otp: now })).status).toBe(200);
    expect((await http.post('/auth/step-up', { otp: now })).status).toBe(422);
    await desk.forgetStepUp(id);
    expect((await http.post('/auth/step-up', { otp: recovery_codes[0] })).status).toBe(200);
    expect((await desk.as(tokens).get('/auth/me')).status).toBe(200);
  });

  it('refuses a wrong password without ending the session, and slows guesses down', async () => {
    const { id, http } = await lateComer();
    for (let i = 0; i < 10; i++) {
      const wrong = await http.post<Problem>('/auth/step-up', { password: `guess number ${i}` });
      expect([wrong.status, wrong.body.code]).toEqual([422, 'WRONG_PASSWORD']);
    }
    expect(codeOf(await http.post('/auth/step-up', { password: PASSWORD }))).toBe('TOO_MANY_SIGN_INS');
    expect((await http.get('/auth/me')).status).toBe(200);
    expect((await http.post('/auth/mfa/totp')).status).toBe(403);
    expect(
      (await desk.audit(id)).filter(
        ({ action, outcome }) => action === 'session.step_up' && outcome === 'refused',
      ),
    ).toHaveLength(10);
  });

  it.each([{}, { password: '' }, { password: 'x', sudo: true }])('refuses the body %j', async (body) => {
    const { http } = await lateComer();
    expect((await http.post('/auth/step-up', body)).status).toBe(400);
  });

  it('is nothing for strangers', async () => {
    expect((await test.anonymous.post('/auth/step-up', { password: PASSWORD })).status).toBe(401);
    expect((await new HttpClient(test.url, 'x').post('/auth/step-up', { password: PASSWORD })).status).toBe(
      401,
    );
  });

  it('people without password and app are told to sign in anew', async () => {
    const { http, user_id } = await test.signIn('user');
    await desk.forgetStepUp(user_id);
    expect((await http.post<Problem>('/auth/mfa/totp')).body.methods).toEqual(['sign_in']);
    expect((await http.post('/auth/step-up', { password: 'anything at all' })).status).toBe(422);
  });

  it('is asked for before people are added and before their rights change, not before they are renamed', async () => {
    const admin = await test.signIn('admin');
    const other = await desk.account();
    await desk.forgetStepUp(admin.user_id);
    const body = {
      email: 'new@example.org',
      full_name: 'New',
      role: 'user',
      password: 'violet teapot gravity',
    };
    expect(codeOf(await admin.http.post('/users', body))).toBe('STEP_UP_REQUIRED');
    for (const change of [{ role: 'operator' }, { is_active: false }])
      expect(codeOf(await admin.http.patch(`/users/${other.id}`, change))).toBe('STEP_UP_REQUIRED');
    expect((await admin.http.patch(`/users/${other.id}`, { full_name: 'Renamed' })).status).toBe(200);
    expect((await desk.login(other.email)).status).toBe(200);
  });
});
