import { createHmac, generateKeyPairSync } from 'node:crypto';
import { type Problem } from '@bureau/contracts';
import { HttpClient, type SignedIn, testApp, type TestApp } from '@bureau/testing';
import { Controller, Get, Module } from '@nestjs/common';
import { JwtService, type JwtSignOptions } from '@nestjs/jwt';
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

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

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

  /** A token as ours are, but for what is changed. */
  function forge(changes: JwtSignOptions & { secret?: string; claims?: object } = {}): string {
    const { secret = test.config.jwtSecret, claims = {}, header, ...options } = changes;
    return new JwtService().sign(
      { sid: person.session_id, ...claims },
      {
        secret,
        algorithm: 'HS256',
        issuer: 'bureau',
        audience: 'bureau-api',
        subject: String(person.user_id),
        expiresIn: 60,
        header: { alg: 'HS256', typ: 'at+jwt', ...header },
        ...options,
      },
    );
  }

  it('knows the caller by the token', async () => {
    const { body } = await new HttpClient(test.url, person.token).get('/whoami');
    expect(body).toEqual({
      user_id: person.user_id,
      role: 'user',
      session_id: person.session_id,
      actor: { type: 'user', id: String(person.user_id), name: 'Test user' },
    });
    expect(await statusFor(forge())).toBe(200);
  });

  describe('forged tokens', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

    it.each<[string, () => string]>([
      [
        'without a signature',
        () => `${base64({ alg: 'none', typ: 'at+jwt' })}.${person.token.split('.')[1] ?? ''}.`,
      ],
      [
        'with the algorithm spelled otherwise',
        () => `${base64({ alg: 'nOnE', typ: 'at+jwt' })}.${person.token.split('.')[1] ?? ''}.`,
      ],
      ['of another secret', () => forge({ secret: 'another secret that is long enough too' })],
      [
        'of another algorithm with our secret',
        () => forge({ algorithm: 'HS512', header: { alg: 'HS512', typ: 'at+jwt' } }),
      ],
      [
        'of a key that they bring along',
        () => {
          const jwk = publicKey.export({ format: 'jwk' });
          const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
          return forge({
            secret: pem,
            algorithm: 'RS256',
            header: { alg: 'RS256', typ: 'at+jwt', jwk } as never,
          });
        },
      ],
      [
        'with a public key taken for a secret',
        () => {
          const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
          const head = base64({ alg: 'HS256', typ: 'at+jwt' });
          const body = person.token.split('.')[1] ?? '';
          return `${head}.${body}.${createHmac('sha256', pem).update(`${head}.${body}`).digest('base64url')}`;
        },
      ],
      [
        'whose key id names a file that is empty',
        () => {
          const signed = `${base64({ alg: 'HS256', typ: 'at+jwt', kid: '../../../dev/null' })}.${person.token.split('.')[1] ?? ''}`;
          return `${signed}.${createHmac('sha256', '').update(signed).digest('base64url')}`;
        },
      ],
      ['for somebody else', () => forge({ audience: 'another-service' })],
      ['from somebody else', () => forge({ issuer: 'another-service' })],
      ['of another type', () => forge({ header: { alg: 'HS256', typ: 'JWT' } })],
      ['that are over', () => forge({ expiresIn: -1 })],
      ['that are not valid yet', () => forge({ notBefore: 60 })],
      ['without a session', () => forge({ claims: { sid: undefined } })],
      ['with a session in the wrong type', () => forge({ claims: { sid: String(person.session_id) } })],
      ['of a session that is not the person’s', () => forge({ subject: String(person.user_id + 1) })],
      ['of a session that is not', () => forge({ claims: { sid: 999_999_999 } })],
      [
        'altered after they were signed',
        () =>
          person.token.replace(
            /\.[^.]+\./,
            `.${base64({ sub: '1', sid: person.session_id, exp: 9e9, iss: 'bureau', aud: 'bureau-api' })}.`,
          ),
      ],
      ['cut short', () => person.token.slice(0, -2)],
      ['far too long', () => `${person.token}${'A'.repeat(5_000)}`],
    ])('%s are refused', async (_what, token) => {
      expect(await statusFor(token())).toBe(401);
    });

    it('are refused also where no end was set', async () => {
      const endless = new JwtService().sign(
        { sid: person.session_id, sub: String(person.user_id), iss: 'bureau', aud: 'bureau-api' },
        {
          secret: test.config.jwtSecret,
          header: { alg: 'HS256', typ: 'at+jwt' },
        },
      );
      expect(await statusFor(endless)).toBe(401);
    });
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
