import { type Session } from '@bureau/contracts';
import { type TestApp } from '@bureau/testing';
import { AuthDesk, codeOf, PASSWORD } from '../testing/auth-desk';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

describe('other people’s sessions', () => {
  let desk: AuthDesk;
  let test: TestApp;

  beforeAll(async () => {
    desk = await AuthDesk.open();
    test = desk.test;
  });
  afterAll(() => test.close());

  it('are listed for admins, with device and address', async () => {
    const admin = await test.signIn('admin');
    const { id, email } = await desk.account();
    await desk.login(email, PASSWORD, { 'user-agent': FIREFOX, 'x-forwarded-for': '203.0.113.9' });
    const { body } = await admin.http.get<Session[]>(`/users/${id}/sessions`);
    expect(body).toMatchObject([{ device: 'Firefox on Linux', ip: '203.0.113.9', current: false }]);
    expect((await admin.http.get('/users/999999/sessions')).status).toBe(404);
  });

  it('are ended by admins, one or all, with an audit row each', async () => {
    const admin = await test.signIn('admin');
    const { id, email, tokens } = await desk.signedIn();
    const second = (await desk.login(email)).body;
    const third = (await desk.login(email)).body;
    const [, middle] = (await admin.http.get<Session[]>(`/users/${id}/sessions`)).body;
    expect((await admin.http.delete(`/users/${id}/sessions/${middle?.id ?? 0}`)).status).toBe(204);
    const alive = async () =>
      Promise.all([tokens, second, third].map(async (one) => (await desk.as(one).get('/auth/me')).status));
    expect(await alive()).toEqual([200, 401, 200]);
    expect((await admin.http.delete(`/users/${id}/sessions/${middle?.id ?? 0}`)).status).toBe(404);
    expect((await admin.http.delete(`/users/${id}/sessions`)).status).toBe(204);
    expect(await alive()).toEqual([401, 401, 401]);
    const rows = await test.database.sql(
      `select reason, user_id from audit_logs where action = 'session.revoke' and user_id = $1`,
      [admin.user_id],
    );
    expect(rows).toEqual(Array(3).fill({ reason: 'ended_by_admin', user_id: admin.user_id }));
  });

  it('are reached under their owner alone, by admins alone, who must have stepped up', async () => {
    const [admin, operator] = [await test.signIn('admin'), await test.signIn('operator')];
    const [one, other] = [await desk.signedIn(), await desk.signedIn()];
    const session = await desk.sessionOf(one.id);
    const path = `/users/${one.id}/sessions/${session.id}`;
    expect((await admin.http.delete(`/users/${other.id}/sessions/${session.id}`)).status).toBe(404);
    expect((await operator.http.get(`/users/${one.id}/sessions`)).status).toBe(403);
    expect((await operator.http.delete(path)).status).toBe(403);
    await desk.forgetStepUp(admin.user_id);
    expect(codeOf(await admin.http.delete(path))).toBe('STEP_UP_REQUIRED');
    expect((await desk.as(one.tokens).get('/auth/me')).status).toBe(200);
  });
});
