import { type Problem } from '@bureau/contracts';
import { forgedTokens, forgeToken, HttpClient, type SignedIn, testApp, type TestApp } from '@bureau/testing';
import { Controller, Get, Module } from '@nestjs/common';
import { requireCaller } from '../context/require-caller';
import { Database } from '../database/database';
import { Permit } from '../http/access/access.decorators';
import { CallerDirectory } from './caller-directory';
import { SessionCallers } from './session-callers';

@Permit('entity:read')
@Controller('whoami')
class WhoAmIController {
  @Get()
  get() {
    const { user_id, role, session_id, actor } = requireCaller();
    return { user_id, role, session_id, actor };
  }
}

@Module({ controllers: [WhoAmIController] })
class WhoAmIModule {}

describe('identity', () => {
  let test: TestApp;
  let person: SignedIn;

  beforeAll(async () => {
    test = await testApp([WhoAmIModule]);
    person = await test.signIn('user');
  });
  afterAll(() => test.close());

  const statusFor = async (token: string) =>
    (await new HttpClient(test.url, token).get<Problem>('/whoami')).status;

  it('knows the caller by the token', async () => {
    const { body } = await new HttpClient(test.url, person.token).get('/whoami');
    expect(body).toEqual({
      user_id: person.user_id,
      role: 'user',
      session_id: person.session_id,
      actor: { type: 'user', id: String(person.user_id), name: 'Test user' },
    });
    expect(await statusFor(forgeToken(test.config, person))).toBe(200);
  });

  it('refuses forged tokens', async () => {
    for (const [what, token] of forgedTokens(test.config, person))
      expect([what, await statusFor(token)]).toEqual([what, 401]);
  });

  describe('a session in use', () => {
    it('costs no round trip to the database', async () => {
      const { http } = await test.signIn('user');
      await http.get('/whoami');
      const query = jest.spyOn(test.app.get(Database), 'query');
      for (let i = 0; i < 20; i++) expect((await http.get('/whoami')).status).toBe(200);
      expect(query).not.toHaveBeenCalled();
      query.mockRestore();
    });

    it('is renewed behind its requests, and asked for again once it is five seconds old', async () => {
      const { session_id, user_id, http } = await test.signIn('user');
      await http.get('/whoami');
      const callers = test.app.get(SessionCallers);
      const read = jest.spyOn(test.app.get(CallerDirectory), 'callerForSession');
      const start = performance.now();
      const clock = jest.spyOn(performance, 'now');
      try {
        clock.mockReturnValue(start + 3_000);
        expect((await callers.callerOf(session_id))?.user_id).toBe(user_id);
        expect(read).toHaveBeenCalledTimes(1);
        await read.mock.results[0]?.value;
        await test.database.sql('update sessions set revoked_at = now() where id = $1', [session_id]);
        clock.mockReturnValue(start + 5_000);
        expect((await callers.callerOf(session_id))?.user_id).toBe(user_id);
        clock.mockReturnValue(start + 8_100);
        expect(await callers.callerOf(session_id)).toBeNull();
      } finally {
        clock.mockRestore();
        read.mockRestore();
      }
    });

    it('is read anew at once when it or its person is said to have changed', async () => {
      const callers = test.app.get(SessionCallers);
      const [one, two] = [await test.signIn('user'), await test.signIn('user')];
      await Promise.all([callers.callerOf(one.session_id), callers.callerOf(two.session_id)]);
      await test.database.sql('update sessions set revoked_at = now() where id = $1', [one.session_id]);
      await test.database.sql(`update users set role = 'guest' where id = $1`, [two.user_id]);
      callers.forgetSession(one.session_id);
      callers.forgetUser(two.user_id);
      expect(await callers.callerOf(one.session_id)).toBeNull();
      expect((await callers.callerOf(two.session_id))?.role).toBe('guest');
    });

    it('is not kept where it changed while it was read', async () => {
      const callers = test.app.get(SessionCallers);
      const { session_id } = await test.signIn('user');
      const reading = callers.callerOf(session_id);
      callers.forgetSession(session_id);
      await reading;
      await test.database.sql('update sessions set revoked_at = now() where id = $1', [session_id]);
      expect(await callers.callerOf(session_id)).toBeNull();
    });
  });

  it('loads the rights of the moment for those who work in somebody’s name', async () => {
    const directory = test.app.get(CallerDirectory);
    const { user_id } = await test.signIn('operator');
    expect((await directory.callerFor(user_id))?.permissions.has('audit:read')).toBe(true);
    await test.database.sql(`update users set role = 'user' where id = $1`, [user_id]);
    expect((await directory.callerFor(user_id))?.permissions.has('audit:read')).toBe(false);
    await test.database.sql('update users set is_active = false where id = $1', [user_id]);
    expect(await directory.callerFor(user_id)).toBeNull();
  });
});
