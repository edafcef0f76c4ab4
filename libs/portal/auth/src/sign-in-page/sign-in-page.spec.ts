import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { ApiProblem, Session } from '@bureau/portal-core';
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
  const session = { signIn: jest.fn(), ended: signal(false) };
  const element = () => page.nativeElement as HTMLElement;
  const field = (type: string) => element().querySelector(`input[autocomplete=${type}]`) as HTMLInputElement;

  beforeEach(async () => {
    session.signIn.mockReset().mockResolvedValue(undefined);
    session.ended.set(false);
    TestBed.configureTestingModule({
      providers: [provideRouter([]), { provide: Session, useValue: session }],
    });
    jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
    page = TestBed.createComponent(SignInPage);
    await page.whenStable();
  });

  async function signIn(email: string, password: string): Promise<void> {
    for (const [type, value] of [
      ['username', email],
      ['current-password', password],
    ] as const) {
      field(type).value = value;
      field(type).dispatchEvent(new Event('input'));
    }
    element()
      .querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await page.whenStable();
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
