import { type CurrentUser, type Problem, type Session } from '@bureau/contracts';
import { type TestApp } from '@bureau/testing';
import { AuthDesk, PASSWORD } from '../testing/auth-desk';

describe('own account and sessions', () => {
  let desk: AuthDesk;
  let test: TestApp;

  beforeAll(async () => {
    desk = await AuthDesk.open();
    test = desk.test;
  });
  afterAll(() => test.close());

  describe('one’s own account', () => {
    it('can be renamed under its version', async () => {
      const { tokens } = await desk.signedIn();
      const renamed = await desk
        .as(tokens)
        .patch<CurrentUser>('/auth/me', { full_name: 'New Name' }, { 'if-match': '"1"' });
      expect(renamed.body).toMatchObject({ full_name: 'New Name', version: 2 });
      expect(renamed.headers.get('etag')).toBe('"2"');
      const stale = await desk
        .as(tokens)
        .patch<Problem>('/auth/me', { full_name: 'Other' }, { 'if-match': '"1"' });
      expect([stale.status, stale.body.current_version]).toEqual([412, 2]);
    });

    it.each([
      ['role', 'admin'],
      ['email', 'x@y.z'],
      ['is_active', true],
      ['hashed_password', 'x'],
    ])('cannot set its %s', async (field, value) => {
      const { tokens } = await desk.signedIn();
      expect((await desk.as(tokens).patch('/auth/me', { [field]: value })).status).toBe(400);
    });

    it('gets another password: the other sessions end, and nothing of it is written down', async () => {
      const { id, email, tokens } = await desk.signedIn();
      const other = (await desk.login(email)).body;
      const changed = await desk.as(tokens).put('/auth/me/password', {
        current_password: PASSWORD,
        new_password: 'violet teapot gravity',
      });
      expect(changed.status).toBe(204);
      expect((await desk.as(tokens).get('/auth/me')).status).toBe(200);
      expect((await desk.as(other).get('/auth/me')).status).toBe(401);
      expect((await desk.login(email)).status).toBe(401);
      expect((await desk.login(email, 'violet teapot gravity')).status).toBe(200);
      const rows = await test.database.sql<{ text: string }>(
        `select row_to_json(a)::text as text from audit_logs a where user_id = $1 union all select payload::text from outbox`,
        [id],
      );
      expect(rows.some(({ text }) => text.includes('user.change_password'))).toBe(true);
      expect(rows.every(({ text }) => !text.includes('argon2') && !text.includes('violet'))).toBe(true);
    });

    it('keeps its password where the current one is wrong or the new one is weak', async () => {
      const { email, tokens } = await desk.signedIn();
      const wrong = await desk.as(tokens).put<Problem>('/auth/me/password', {
        current_password: 'not it at all',
        new_password: 'violet teapot gravity',
      });
      expect([wrong.status, wrong.body.code]).toEqual([422, 'WRONG_PASSWORD']);
      const weak = await desk.as(tokens).put<Problem>('/auth/me/password', {
        current_password: PASSWORD,
        new_password: 'password1234',
      });
      expect([weak.status, weak.body.errors?.[0]?.code]).toEqual([400, 'PASSWORD_COMMON']);
      expect((await desk.login(email)).status).toBe(200);
    });

    it('gets a first password from whoever has none, in a session that showed a moment ago who uses it', async () => {
      const person = await test.signIn('user');
      const set = () =>
        person.http.put<Problem>('/auth/me/password', { new_password: 'violet teapot gravity' });
      await desk.forgetStepUp(person.user_id);
      expect((await set()).body.code).toBe('STEP_UP_REQUIRED');
      await test.database.sql('update sessions set stepped_up_at = now() where user_id = $1', [
        person.user_id,
      ]);
      expect((await set()).status).toBe(204);
      expect((await desk.login(person.email, 'violet teapot gravity')).status).toBe(200);
      expect((await set()).body.code).toBe('WRONG_PASSWORD');
    });
  });

  describe('sessions', () => {
    it('are listed with the current one marked, and can be ended', async () => {
      const { email, tokens } = await desk.signedIn();
      const other = (await desk.login(email)).body;
      const { body } = await desk.as(tokens).get<Session[]>('/auth/sessions');
      expect(body.map(({ current }) => current)).toEqual([false, true]);
      expect((await desk.as(tokens).delete(`/auth/sessions/${body[0]?.id ?? 0}`)).status).toBe(204);
      expect((await desk.as(other).get('/auth/me')).status).toBe(401);
      expect((await desk.as(tokens).delete(`/auth/sessions/${body[0]?.id ?? 0}`)).status).toBe(404);
    });

    it('of somebody else are not there', async () => {
      const [mine, theirs] = [await desk.signedIn(), await desk.signedIn()];
      const session = await desk.sessionOf(theirs.id);
      expect((await desk.as(mine.tokens).delete(`/auth/sessions/${session.id}`)).status).toBe(404);
      expect((await desk.as(theirs.tokens).get('/auth/me')).status).toBe(200);
    });

    it('can be ended all but this one', async () => {
      const { email, tokens } = await desk.signedIn();
      const others = [(await desk.login(email)).body, (await desk.login(email)).body];
      expect((await desk.as(tokens).delete('/auth/sessions')).status).toBe(204);
      for (const other of others) expect((await desk.as(other).get('/auth/me')).status).toBe(401);
      expect((await desk.as(tokens).get<Session[]>('/auth/sessions')).body).toHaveLength(1);
    });
  });
});
