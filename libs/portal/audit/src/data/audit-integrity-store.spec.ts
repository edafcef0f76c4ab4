import { TestBed } from '@angular/core/testing';
import { type AuditIntegrity, type AuditVerification } from '@bureau/contracts';
import { Api } from '@bureau/portal-core';
import { anIntegrity, aVerification } from '../testing/a-verification';
import { AuditIntegrityStore } from './audit-integrity-store';

describe('the integrity of the audit log', () => {
  const get = jest.fn<Promise<AuditIntegrity>, [string]>();
  const post = jest.fn<Promise<AuditVerification>, [string]>();

  async function store(): Promise<AuditIntegrityStore> {
    TestBed.configureTestingModule({
      providers: [AuditIntegrityStore, { provide: Api, useValue: { get, post } }],
    });
    const made = TestBed.inject(AuditIntegrityStore);
    await jest.advanceTimersByTimeAsync(0);
    return made;
  }

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('shows the newest result, and asks no further where nothing runs', async () => {
    get.mockResolvedValue(anIntegrity());
    const made = await store();
    expect([made.integrity(), made.current()]).toEqual([anIntegrity(), null]);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(get).toHaveBeenCalledTimes(1);
  });

  it('follows a run to its end', async () => {
    const running = aVerification({ id: 5, status: 'running', intact: null });
    const done = aVerification({ id: 5 });
    get
      .mockResolvedValueOnce(anIntegrity())
      .mockResolvedValueOnce(anIntegrity({ current: running }))
      .mockResolvedValue(anIntegrity({ last: done }));
    post.mockResolvedValue({ ...running, status: 'queued' });
    const made = await store();
    await made.verify();
    expect(made.current()?.status).toBe('queued');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(made.current()).toEqual(running);
    await jest.advanceTimersByTimeAsync(1_000);
    expect([made.current(), made.integrity()?.last]).toEqual([null, done]);
  });

  it('tells what failed, and can be asked again', async () => {
    get.mockResolvedValue(anIntegrity());
    post.mockRejectedValueOnce(new Error('away')).mockResolvedValue(aVerification({ status: 'queued' }));
    const made = await store();
    await made.verify();
    expect(made.problem()?.detail).toBe('away');
    expect(made.integrity()).toEqual(anIntegrity());
    await made.verify();
    expect([made.problem(), made.current()?.status]).toEqual([null, 'queued']);
  });
});
