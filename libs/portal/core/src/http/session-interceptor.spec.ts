import { HttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { providePortal } from '../provide-portal';
import { Session } from '../session/session';

describe('requests with a session', () => {
  const session = { freshToken: jest.fn(), refresh: jest.fn() };
  let http: HttpClient;
  let server: HttpTestingController;

  beforeEach(() => {
    session.freshToken.mockReset().mockResolvedValue('first');
    session.refresh.mockReset().mockResolvedValue('second');
    TestBed.configureTestingModule({
      providers: [providePortal(), provideHttpClientTesting(), { provide: Session, useValue: session }],
    });
    http = TestBed.inject(HttpClient);
    server = TestBed.inject(HttpTestingController);
  });

  afterEach(() => server.verify());

  const tick = () => new Promise((resolve) => setTimeout(resolve));
  const refused = { status: 401, statusText: 'Unauthorized' };

  it('carry the access token and a request id', async () => {
    const answer = firstValueFrom(http.get('/api/v1/entities'));
    await tick();
    const { request } = server.expectOne('/api/v1/entities');
    expect(request.headers.get('Authorization')).toBe('Bearer first');
    expect(request.headers.get('X-Request-Id')).toMatch(/^[0-9a-f]{32}$/);
    server.expectNone('/api/v1/entities');
    answer.catch(() => undefined);
  });

  it('are repeated once with a new token after a 401', async () => {
    const answer = firstValueFrom(http.get('/api/v1/entities'));
    await tick();
    server.expectOne('/api/v1/entities').flush(null, refused);
    await tick();
    const second = server.expectOne('/api/v1/entities');
    expect(session.refresh).toHaveBeenCalledWith('first');
    expect(second.request.headers.get('Authorization')).toBe('Bearer second');
    second.flush([1]);
    expect(await answer).toEqual([1]);
  });

  it('are not repeated a second time', async () => {
    const outcome = expect(firstValueFrom(http.get('/api/v1/entities'))).rejects.toMatchObject({
      status: 401,
    });
    await tick();
    server.expectOne('/api/v1/entities').flush(null, refused);
    await tick();
    server.expectOne('/api/v1/entities').flush(null, refused);
    await outcome;
  });

  it('are not repeated after another failure', async () => {
    const outcome = expect(firstValueFrom(http.get('/api/v1/entities'))).rejects.toMatchObject({
      status: 403,
    });
    await tick();
    server.expectOne('/api/v1/entities').flush(null, { status: 403, statusText: 'Forbidden' });
    await outcome;
    expect(session.refresh).not.toHaveBeenCalled();
  });

  it('send no token to another origin', async () => {
    const answer = firstValueFrom(http.get('https://example.org/api/v1/entities'));
    const { request } = server.expectOne('https://example.org/api/v1/entities');
    expect(request.headers.has('Authorization')).toBe(false);
    answer.catch(() => undefined);
  });
});
