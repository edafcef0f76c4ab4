import { type TestApp } from '@bureau/testing';
import { AuthDesk, codeOf, PASSWORD, PORTAL } from '../testing/auth-desk';

describe('slowing down whoever guesses', () => {
  let desk: AuthDesk;
  let test: TestApp;

  beforeAll(async () => {
    desk = await AuthDesk.open();
    test = desk.test;
  });
  afterAll(() => test.close());

  const from = (ip: string, more: Record<string, string> = {}) => ({ 'x-forwarded-for': ip, ...more });
  const guess = (email: string, ip: string, more?: Record<string, string>) =>
    desk.login(email, 'wrong horse battery', from(ip, more));

  /** A hundred guesses from eleven addresses: as many as one account takes from strangers within an hour. */
  async function storm(email: string, network: string): Promise<void> {
    for (let host = 1; host <= 11; host++)
      await Promise.all(Array.from({ length: 10 }, () => guess(email, `${network}.${host}`)));
  }

  it('counts guesses that come at once', async () => {
    const { email } = await desk.account();
    const answers = await Promise.all(Array.from({ length: 15 }, () => guess(email, '198.51.100.1')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
  });

  it('stops many addresses that guess at one account, and lets its owner in from where they have been', async () => {
    const { email } = await desk.account();
    const signedIn = await desk.login(email, PASSWORD, from('203.0.113.20', PORTAL));
    const cookie =
      signedIn.headers
        .getSetCookie()
        .find((one) => one.startsWith('bureau_device='))
        ?.split(';', 1)[0] ?? '';
    await storm(email, '192.0.2');
    const stranger = await desk.login(email, PASSWORD, from('198.51.100.77'));
    expect([stranger.status, codeOf(stranger)]).toEqual([429, 'TOO_MANY_SIGN_INS']);
    expect((await desk.login(email, PASSWORD, from('203.0.113.20'))).status).toBe(200);
    expect((await desk.login(email, PASSWORD, from('198.51.100.78', { cookie }))).status).toBe(200);
    const { email: another } = await desk.account();
    expect((await desk.login(another, PASSWORD, from('198.51.100.79', { cookie }))).status).toBe(200);
  });

  it('gives a known browser ten guesses too, and no more', async () => {
    const { email } = await desk.account();
    const signedIn = await desk.login(email, PASSWORD, from('203.0.113.30', PORTAL));
    const cookie = signedIn.headers
      .getSetCookie()
      .map((one) => one.split(';', 1)[0])
      .join('; ');
    for (let i = 0; i < 10; i++)
      expect((await guess(email, `203.0.113.${100 + i}`, { cookie })).status).toBe(401);
    expect((await desk.login(email, PASSWORD, from('203.0.113.200', { cookie }))).status).toBe(429);
    expect((await desk.login(email, PASSWORD, from('203.0.113.30'))).status).toBe(200);
  });

  it('counts an account that does not exist like one that does', async () => {
    const statuses = async (email: string, ip: string) => {
      const all: number[] = [];
      for (let i = 0; i < 12; i++) all.push((await guess(email, ip)).status);
      return all;
    };
    const { email } = await desk.account();
    expect(await statuses('nobody-here@example.org', '198.51.100.40')).toEqual(
      await statuses(email, '198.51.100.41'),
    );
  });

  it('a success makes up for the failures before it', async () => {
    const { email } = await desk.account();
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 9; i++) await guess(email, '198.51.100.50');
      expect((await desk.login(email, PASSWORD, from('198.51.100.50'))).status).toBe(200);
    }
  });

  it('one address gets a hundred failures, whatever the accounts', async () => {
    const answers: number[] = [];
    for (let i = 0; i < 102; i++)
      answers.push((await guess(`person-${i}@example.org`, '198.51.100.60')).status);
    expect(answers.indexOf(429)).toBe(100);
  });
});
