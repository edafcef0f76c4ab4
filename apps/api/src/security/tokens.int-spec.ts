import { type Problem } from '@bureau/contracts';
import { newApiKeySecret } from '@bureau/platform';
import {
  addApiKey,
  forgedTokens,
  forgeToken,
  HttpClient,
  type SignedIn,
  testApp,
  type TestApp,
} from '@bureau/testing';
import { API_FEATURES } from '../api.module';

describe('forged credentials', () => {
  let test: TestApp;
  let person: SignedIn;
  let secret: string;

  beforeAll(async () => {
    test = await testApp(API_FEATURES);
    person = await test.signIn('admin');
    ({ secret } = await addApiKey(test.database, person.user_id, ['entity:read']));
  });
  afterAll(() => test.close());

  const rest = (token: string) => new HttpClient(test.url, token).get<Problem>('/entities');

  /** `open`, or the code with which the handshake was refused. */
  const handshake = (token: unknown) =>
    test.socket(token as string).then(
      () => 'open',
      (error: { data?: Problem }) => error.data?.code,
    );

  it('are held against good ones, which are let in', async () => {
    for (const token of [person.token, forgeToken(test.config, person), secret]) {
      expect((await rest(token)).status).toBe(200);
      expect(await handshake(token)).toBe('open');
    }
  });

  it('as access tokens are refused by routes and by sockets', async () => {
    for (const [what, token] of forgedTokens(test.config, person)) {
      const { status, body } = await rest(token);
      expect([what, status, body.code]).toEqual([what, 401, 'UNAUTHENTICATED']);
      expect([what, await handshake(token)]).toEqual([what, 'UNAUTHENTICATED']);
    }
  });

  it('as API keys are refused by routes and by sockets', async () => {
    const [, prefix = ''] = secret.split('_');
    const forgeries: [string, string][] = [
      ['made by the same rules, but never given out', newApiKeySecret().secret],
      ['under the prefix of a real one', newApiKeySecret().secret.replace(/^bur_.{8}/, `bur_${prefix}`)],
      ['the prefix alone', `bur_${prefix}_`],
      ['the mark alone', 'bur_'],
      ['with a wildcard', `bur_${prefix}_${'%'.repeat(49)}`],
      ['in other capitals', secret.toUpperCase()],
      ['one character longer', `${secret}a`],
      ['one character shorter', secret.slice(0, -1)],
      ['with a quote', `${secret}'--`],
    ];
    for (const [what, key] of forgeries) {
      const { status, body } = await rest(key);
      expect([what, status, body.code]).toEqual([what, 401, 'UNAUTHENTICATED']);
      expect([what, await handshake(key)]).toEqual([what, 'UNAUTHENTICATED']);
    }
  });

  it('of other types than text are refused by sockets', async () => {
    for (const token of [undefined, null, 1, true, {}, [], [person.token], { token: person.token }])
      expect([token, await handshake(token)]).toEqual([token, 'UNAUTHENTICATED']);
  });

  it('are refused wherever else a token may be put', async () => {
    const { token } = person;
    const tried = [
      test.anonymous.get(`/entities?access_token=${token}`),
      test.anonymous.get('/entities', { cookie: `access_token=${token}; bureau_refresh=${token}` }),
      test.anonymous.get('/entities', { 'x-api-key': secret }),
      test.anonymous.get('/entities', { authorization: token }),
      test.anonymous.get('/entities', { authorization: `Basic ${token}` }),
      test.anonymous.get('/entities', { authorization: `Bearer ${token}, Bearer ${token}` }),
    ];
    for (const answer of await Promise.all(tried)) expect([400, 401]).toContain(answer.status);
  });

  it('do not carry over: an API key is no refresh token, and a session’s token no key', async () => {
    const refreshed = await test.anonymous.post<Problem>('/auth/refresh', { refresh_token: secret });
    expect(refreshed.status).toBe(401);
    expect((await rest(`bur_${person.token}`)).status).toBe(401);
  });
});
