import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Notification } from '@bureau/contracts';
import { Api, Live, Session } from '@bureau/portal-core';
import { Subject } from 'rxjs';
import { NotificationStore } from './notification-store';

const proposal = { id: 7, is_read: false, title: 'Proposed' } as Notification;

function setUp() {
  const counts = { unread: 2, total: 5 };
  const events = { 'notification.counts': new Subject(), 'notification.created': new Subject() };
  const api = {
    get: jest.fn((path: string) => Promise.resolve(path.endsWith('/counts') ? { ...counts } : [proposal])),
    setStatus: jest.fn((_path: string, body: object) => Promise.resolve({ ...proposal, ...body })),
    post: jest.fn(() => Promise.resolve()),
  };
  const user = signal<{ id: number } | null>({ id: 3 });
  const connections = signal(1);
  TestBed.configureTestingModule({
    providers: [
      { provide: Api, useValue: api },
      { provide: Live, useValue: { on: (event: keyof typeof events) => events[event], connections } },
      { provide: Session, useValue: { user } },
    ],
  });
  const store = TestBed.inject(NotificationStore);
  return { store, api, events, counts, user, connections };
}

async function settle(): Promise<void> {
  TestBed.tick();
  await new Promise((resolve) => setTimeout(resolve));
}

describe('notifications', () => {
  it('know how many are unread, and follow what the server tells', async () => {
    const { store, events } = setUp();
    await settle();
    expect(store.unread()).toBe(2);

    events['notification.counts'].next({ unread: 3, total: 6 });
    expect(store.unread()).toBe(3);
  });

  it('count again after the connection came back', async () => {
    const { store, counts, connections } = setUp();
    await settle();
    counts.unread = 9;
    connections.set(2);
    await settle();

    expect(store.unread()).toBe(9);
  });

  it('mark one as read once, and say so to the server', async () => {
    const { store, api, counts } = setUp();
    await store.readLatest();
    counts.unread = 1;
    await store.mark(proposal, true);

    expect(api.setStatus).toHaveBeenCalledWith('/notifications/7', { is_read: true });
    expect(store.latest()?.[0]?.is_read).toBe(true);
    expect(store.unread()).toBe(1);

    await store.mark({ ...proposal, is_read: true }, true);
    expect(api.setStatus).toHaveBeenCalledTimes(1);
  });

  it('leave everything as it was when marking fails', async () => {
    const { store, api } = setUp();
    await store.readLatest();
    api.setStatus.mockRejectedValueOnce(new Error('away'));

    await expect(store.mark(proposal, true)).rejects.toThrow('away');
    expect(store.latest()?.[0]?.is_read).toBe(false);
  });

  it('are forgotten when somebody signs out', async () => {
    const { store, user } = setUp();
    await settle();
    user.set(null);
    await settle();

    expect(store.unread()).toBe(0);
  });
});
