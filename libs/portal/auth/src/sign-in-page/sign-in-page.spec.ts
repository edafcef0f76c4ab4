import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { ApiProblem, ProviderSignIn, Session } from '@bureau/portal-core';
import { SignInApi } from '../data/sign-in-api';
import { SignInPage } from './sign-in-page';

const refusal = (status: number, code = 'X') =>
  new ApiProblem({
    type: 'about:blank',
    title: 'Refused',
    status,
    detail: 'internal words',
    code,
    request_id: 'r',
  });

describe('SignInPage', () => {
  let page: ComponentFixture<SignInPage>;
  const session = { signIn: jest.fn(), signInByCode: jest.fn(), ended: signal(false) };
  const api = { options: jest.fn() };
  const provider = { start: jest.fn(), target: () => '/audit' };
  const element = () => page.nativeElement as HTMLElement;
  const field = (type: string) => element().querySelector(`input[autocomplete=${type}]`) as HTMLInputElement;

  beforeEach(async () => {
    session.signIn.mockReset().mockResolvedValue(undefined);
    session.signInByCode.mockReset().mockResolvedValue(undefined);
    session.ended.set(false);
    provider.start.mockReset();
    api.options.mockReset().mockResolvedValue({ oidc: null, password_reset: false });
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: Session, useValue: session },
        { provide: SignInApi, useValue: api },
        { provide: ProviderSignIn, useValue: provider },
      ],
    });
    jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
    page = TestBed.createComponent(SignInPage);
    await page.whenStable();
  });

  function type(field: HTMLInputElement, value: string): void {
    field.value = value;
    field.dispatchEvent(new Event('input'));
  }

  async function submit(): Promise<void> {
    await page.whenStable();
    element()
      .querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await page.whenStable();
  }

  async function signIn(email: string, password: string): Promise<void> {
    type(field('username'), email);
    type(field('current-password'), password);
    await submit();
  }

  it('goes to where the person came from', async () => {
    page.componentRef.setInput('return', '/records?q=web');
    await signIn('ana@example.org', 'correct horse battery');
    expect(session.signIn).toHaveBeenCalledWith({
      email: 'ana@example.org',
      password: 'correct horse battery',
    });
    expect(TestBed.inject(Router).navigateByUrl).toHaveBeenCalledWith('/records?q=web');
  });

  it('leaves the portal for nobody', async () => {
    page.componentRef.setInput('return', '//evil.example');
    await signIn('ana@example.org', 'correct horse battery');
    expect(TestBed.inject(Router).navigateByUrl).toHaveBeenCalledWith('/');
  });

  it('asks for what is missing before it asks the server', async () => {
    await signIn('ana', '');
    expect(element().textContent).toContain('This is not an e-mail address.');
    expect(element().textContent).toContain('Enter your password.');
    expect(session.signIn).not.toHaveBeenCalled();
  });

  it.each([
    [401, 'E-mail or password is wrong.'],
    [429, 'Too many attempts.'],
    [0, 'The server could not be reached.'],
  ])(
    'says what to do after a refusal with %d, keeps the e-mail and clears the password',
    async (status, words) => {
      session.signIn.mockRejectedValue(refusal(status));
      await signIn('ana@example.org', 'wrong');
      const alert = element().querySelector('[role=alert]');
      expect(alert?.textContent).toContain(words);
      expect(alert?.textContent).not.toContain('internal words');
      expect([field('username').value, field('current-password').value]).toEqual(['ana@example.org', '']);
      expect(TestBed.inject(Router).navigateByUrl).not.toHaveBeenCalled();
    },
  );

  it('asks for a code, takes one pasted with a space, and a recovery code in its place', async () => {
    session.signIn.mockRejectedValueOnce(refusal(401, 'OTP_REQUIRED'));
    await signIn('ana@example.org', 'correct horse battery');
    expect(element().querySelector('h1')?.textContent).toBe('Enter your code');
    type(field('one-time-code'), '123 456');
    expect(field('one-time-code').value).toBe('123456');

    const swap = [...element().querySelectorAll('button')].find((each) =>
      each.textContent?.includes('Use a recovery code'),
    );
    swap?.click();
    await page.whenStable();
    type(field('off'), 'x7kd-p3mm-9wqa');
    await submit();
    expect(session.signIn).toHaveBeenLastCalledWith(expect.objectContaining({ otp: 'x7kd-p3mm-9wqa' }));
    expect(TestBed.inject(Router).navigateByUrl).toHaveBeenCalledWith('/');
  });

  it('does not send half a code', async () => {
    session.signIn.mockRejectedValueOnce(refusal(401, 'OTP_REQUIRED'));
    await signIn('ana@example.org', 'correct horse battery');
    type(field('one-time-code'), '123');
    await submit();
    expect(element().textContent).toContain('Enter the whole code.');
    expect(session.signIn).toHaveBeenCalledTimes(1);
  });

  it('comes back from the provider to the code, and goes on to where the person wanted', async () => {
    page.componentRef.setInput('step', 'code');
    await page.whenStable();
    type(field('one-time-code'), '123456');
    await submit();
    expect(session.signInByCode).toHaveBeenCalledWith('123456');
    expect(TestBed.inject(Router).navigateByUrl).toHaveBeenCalledWith('/audit');
  });

  it('says what went wrong at the provider', async () => {
    page.componentRef.setInput('problem', 'OIDC_NO_ACCOUNT');
    await page.whenStable();
    expect(element().querySelector('[role=alert]')?.textContent).toContain('Nobody here has that identity.');
  });

  it('says when the session has ended by itself', async () => {
    expect(element().textContent).not.toContain('You were signed out');
    session.ended.set(true);
    await page.whenStable();
    expect(element().textContent).toContain('You were signed out');
  });

  it('shows the password on demand', async () => {
    const reveal = element().querySelector('button[aria-label="Show password"]') as HTMLButtonElement;
    reveal.click();
    await page.whenStable();
    expect(field('current-password').type).toBe('text');
    expect(reveal.getAttribute('aria-pressed')).toBe('true');
  });
});
