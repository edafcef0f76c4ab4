import { HttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { providePortal } from '../provide-portal';
import { Session } from '../session/session';
import { ASK_STEP_UP } from '../session/step-ups';

const ADDRESS = '/api/v1/roles';
const REFUSAL = {
  type: 'about:blank',
  title: 'Show again who you are',
  status: 403,
  detail: 'x',
  code: 'STEP_UP_REQUIRED',
  request_id: 'r',
  methods: ['totp'],
};

describe('requests that ask who it is', () => {
  const ask = jest.fn();
  let http: HttpClient;
  let server: HttpTestingController;

  beforeEach(() => {
    ask.mockReset().mockResolvedValue(true);
    const session = { freshToken: () => Promise.resolve('token'), refresh: jest.fn() };
    TestBed.configureTestingModule({
      providers: [
        providePortal(),
        provideHttpClientTesting(),
        { provide: Session, useValue: session },
        { provide: ASK_STEP_UP, useValue: ask },
      ],
    });
    http = TestBed.inject(HttpClient);
    server = TestBed.inject(HttpTestingController);
  });

  afterEach(() => server.verify());

  const tick = () => new Promise((resolve) => setTimeout(resolve));
  const send = () =>
    firstValueFrom(http.post(ADDRESS, { name: 'north' }, { headers: { 'Idempotency-Key': 'k' } }));
  const refuse = (request = server.expectOne(ADDRESS)) =>
    request.flush(REFUSAL, { status: 403, statusText: 'Forbidden' });

  it('are sent once more as they were, once the person has shown it', async () => {
    const answer = send();
    await tick();
    refuse();
    await tick();
    expect(ask).toHaveBeenCalledWith(['totp']);
    const again = server.expectOne(ADDRESS);
    expect(again.request.body).toEqual({ name: 'north' });
    expect(again.request.headers.get('Idempotency-Key')).toBe('k');
    again.flush({ id: 1 });
    expect(await answer).toEqual({ id: 1 });
  });

  it('are not sent again where the person cancels', async () => {
    ask.mockResolvedValue(false);
    const outcome = expect(send()).rejects.toMatchObject({ status: 403, code: 'STEP_UP_CANCELLED' });
    await tick();
    refuse();
    await outcome;
  });

  it('are not sent a third time', async () => {
    const outcome = expect(send()).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' });
    await tick();
    refuse();
    await tick();
    refuse();
    await outcome;
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('share one question', async () => {
    let shown: (yes: boolean) => void = () => undefined;
    ask.mockReturnValue(new Promise<boolean>((resolve) => (shown = resolve)));
    const answers = [send(), send()];
    await tick();
    server.match(ADDRESS).forEach((request) => refuse(request));
    await tick();
    expect(ask).toHaveBeenCalledTimes(1);
    shown(true);
    await tick();
    server.match(ADDRESS).forEach((request) => request.flush({ id: 1 }));
    expect(await Promise.all(answers)).toEqual([{ id: 1 }, { id: 1 }]);
  });

  it('are left alone after any other refusal', async () => {
    const outcome = expect(send()).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    await tick();
    server
      .expectOne(ADDRESS)
      .flush({ ...REFUSAL, code: 'PERMISSION_DENIED' }, { status: 403, statusText: 'Forbidden' });
    await outcome;
    expect(ask).not.toHaveBeenCalled();
  });
});
