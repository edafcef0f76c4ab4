import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { type TokenResponse } from '@bureau/contracts';
import { problemInterceptor } from '../http/problem-interceptor';
import { sampleTokens } from '../testing/sample-tokens';
import { Session } from './session';
import { SessionTabs } from './session-tabs';

/** The other tabs of the browser, played by the test. */
class FakeTabs {
  readonly sent: string[] = [];
  present = true;
  tokens: (tokens: TokenResponse) => void = () => undefined;
  signedOut: () => void = () => undefined;
  onTokens = (listener: typeof this.tokens) => (this.tokens = listener);
  onSignedOut = (listener: typeof this.signedOut) => (this.signedOut = listener);
  announceTokens = (tokens: TokenResponse) => this.sent.push(tokens.access_token);
  announceSignedOut = () => this.sent.push('signed-out');
  alone = <T>(work: () => Promise<T>) => work();
  mayHaveSession = () => this.present;
  rememberSession = (present: boolean) => (this.present = present);
}

describe('Session', () => {
  let tabs: FakeTabs;
  let http: HttpTestingController;
  let session: Session;

  beforeEach(() => {
    jest.useFakeTimers();
    tabs = new FakeTabs();
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        { provide: SessionTabs, useValue: tabs },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    session = TestBed.inject(Session);
  });

  afterEach(() => {
    http.verify();
    jest.useRealTimers();
  });

  const settle = () => jest.advanceTimersByTimeAsync(0);
  const refused = { status: 401, statusText: 'Unauthorized' };

  async function signIn(seconds = 900): Promise<void> {
    const done = session.signIn({ email: 'ana@example.org', password: 'secret' });
    http.expectOne('/api/v1/auth/login').flush(sampleTokens('first', seconds));
    await done;
  }

  it('signs in as the portal, so that the refresh token stays in the cookie', async () => {
    const done = session.signIn({ email: 'ana@example.org', password: 'secret' });
    const request = http.expectOne('/api/v1/auth/login');
    expect(request.request.headers.get('x-bureau-client')).toBe('portal');
    request.flush(sampleTokens('first'));
    await done;
    expect(session.state()).toBe('signed-in');
    expect(await session.freshToken()).toBe('first');
    expect(tabs.sent).toEqual(['first']);
  });

  it('keeps the token out of the browser storage', async () => {
    await signIn();
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('first');
  });

  it('asks for one refresh however many requests need it', async () => {
    await signIn(3);
    const waiting = Promise.all([session.freshToken(), session.freshToken(), session.refresh('first')]);
    await settle();
    http.expectOne('/api/v1/auth/refresh').flush(sampleTokens('second'));
    expect(await waiting).toEqual(['second', 'second', 'second']);
  });

  it('does not refresh again when a newer token is already here', async () => {
    await signIn();
    expect(await session.refresh('older')).toBe('first');
  });

  it('takes over the token of another tab that was refreshed while it waited for its turn', async () => {
    await signIn();
    let proceed: () => void = () => undefined;
    tabs.alone = async (work) => {
      await new Promise<void>((resolve) => (proceed = resolve));
      return work();
    };
    const token = session.refresh('first');
    tabs.tokens(sampleTokens('from another tab'));
    proceed();
    expect(await token).toBe('from another tab');
  });

  it('renews in the background a minute before the token ends', async () => {
    await signIn(120);
    await jest.advanceTimersByTimeAsync(59_000);
    http.expectNone('/api/v1/auth/refresh');
    await jest.advanceTimersByTimeAsync(2_000);
    http.expectOne('/api/v1/auth/refresh').flush(sampleTokens('second'));
    await settle();
    expect(await session.freshToken()).toBe('second');
  });

  it('ends when the refresh is refused, and says that nobody asked for it', async () => {
    await signIn();
    const outcome = expect(session.refresh('first')).rejects.toMatchObject({ status: 401 });
    await settle();
    http.expectOne('/api/v1/auth/refresh').flush(null, refused);
    await outcome;
    expect(session.state()).toBe('signed-out');
    expect(session.ended()).toBe(true);
    expect(session.can('entity:read')).toBe(false);
  });

  it('outlives a refresh that found no server', async () => {
    await signIn();
    const outcome = expect(session.refresh('first')).rejects.toMatchObject({ code: 'NO_CONNECTION' });
    await settle();
    http.expectOne('/api/v1/auth/refresh').error(new ProgressEvent('error'));
    await outcome;
    expect(session.state()).toBe('signed-in');
  });

  it('forgets everything on sign-out, also when the server cannot be reached', async () => {
    await signIn();
    const outcome = expect(session.signOut()).rejects.toMatchObject({ status: 0 });
    http.expectOne('/api/v1/auth/logout').error(new ProgressEvent('error'));
    await outcome;
    expect(session.state()).toBe('signed-out');
    expect(session.ended()).toBe(false);
    expect(tabs.sent).toContain('signed-out');
  });

  it('follows a sign-out in another tab', async () => {
    await signIn();
    tabs.signedOut();
    expect(session.state()).toBe('signed-out');
    expect(session.ended()).toBe(true);
  });

  it('restores a session from the cookie once', async () => {
    const states = Promise.all([session.restore(), session.restore()]);
    await settle();
    http.expectOne('/api/v1/auth/refresh').flush(sampleTokens('restored'));
    expect(await states).toEqual(['signed-in', 'signed-in']);
  });

  it('costs a visitor without a session no request', async () => {
    tabs.present = false;
    expect(await session.restore()).toBe('signed-out');
  });

  it('answers what the person may do from the permissions of the API', async () => {
    await signIn();
    expect(session.can('entity:read')).toBe(true);
    expect(session.can('entity:delete')).toBe(false);
  });
});
