import { TestBed } from '@angular/core/testing';
import { ApiProblem, Session } from '@bureau/portal-core';
import { SignInApi } from '../data/sign-in-api';
import { SignInStore } from './sign-in-store';

const PROOF = { email: 'ana@example.org', password: 'correct horse battery' };

function refusal(status: number, code: string, wait: number | null = null): ApiProblem {
  const problem = { type: 'about:blank', title: 'Refused', status, detail: 'x', code, request_id: 'r' };
  return new ApiProblem(problem, wait);
}

describe('SignInStore', () => {
  const session = { signIn: jest.fn(), signInByCode: jest.fn() };
  const api = { options: jest.fn() };
  let store: SignInStore;

  beforeEach(() => {
    session.signIn.mockReset().mockResolvedValue(undefined);
    session.signInByCode.mockReset().mockResolvedValue(undefined);
    api.options.mockReset().mockResolvedValue({ oidc: { name: 'House' }, password_reset: true });
    TestBed.configureTestingModule({
      providers: [
        SignInStore,
        { provide: Session, useValue: session },
        { provide: SignInApi, useValue: api },
      ],
    });
    store = TestBed.inject(SignInStore);
  });

  const askForCode = async () => {
    session.signIn.mockRejectedValueOnce(refusal(401, 'OTP_REQUIRED'));
    expect(await store.withPassword(PROOF)).toBe(false);
  };

  it('asks for the code next, and sends it with the password', async () => {
    await askForCode();
    expect([store.step(), store.failure()]).toEqual(['code', '']);
    expect(await store.withCode('123456')).toBe(true);
    expect(session.signIn).toHaveBeenLastCalledWith({ ...PROOF, otp: '123456' });
  });

  it('stays at the code after a wrong one, and says what to do', async () => {
    await askForCode();
    session.signIn.mockRejectedValue(refusal(401, 'INVALID_CREDENTIALS'));
    expect(await store.withCode('000000')).toBe(false);
    expect(store.step()).toBe('code');
    expect(store.failure()).toContain('The code is wrong or was used before.');
  });

  it('forgets the password when somebody else signs in', async () => {
    await askForCode();
    store.startAgain();
    expect(store.step()).toBe('password');
    expect(await store.withCode('123456')).toBe(false);
    expect(session.signIn).toHaveBeenCalledTimes(1);
  });

  it('sends no password after the provider, and begins again when its word is too old', async () => {
    store.afterProvider();
    session.signInByCode.mockRejectedValueOnce(refusal(401, 'REFRESH_TOKEN_REFUSED'));
    expect(await store.withCode('123456')).toBe(false);
    expect(session.signInByCode).toHaveBeenCalledWith('123456');
    expect(store.step()).toBe('password');
  });

  it('offers to reset a password where that is possible', async () => {
    session.signIn.mockRejectedValue(refusal(401, 'INVALID_CREDENTIALS'));
    await store.withPassword(PROOF);
    expect(store.failure()).toBe(
      'E-mail or password is wrong. Try again, or ask an administrator to reset it.',
    );
    await store.readOptions();
    expect(store.failure()).toBe('E-mail or password is wrong. Try again or reset it.');
  });

  it('offers the password alone where the options cannot be read', async () => {
    api.options.mockRejectedValue(refusal(503, 'UNAVAILABLE'));
    await store.readOptions();
    expect(store.options()).toEqual({ oidc: null, password_reset: false });
  });

  it('says how long to wait', async () => {
    session.signIn.mockRejectedValue(refusal(429, 'TOO_MANY_SIGN_INS', 780));
    await store.withPassword(PROOF);
    expect(store.failure()).toBe('Too many attempts. Wait 13 minutes and try again.');
  });
});
