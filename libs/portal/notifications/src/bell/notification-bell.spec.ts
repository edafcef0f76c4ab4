import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { type Notification } from '@bureau/contracts';
import { Toasts } from '@bureau/portal-ui';
import { NotificationStore } from '../data/notification-store';
import { NotificationBell } from './notification-bell';

const proposal: Notification = {
  id: 7,
  user_id: 3,
  type: 'change_set.proposed',
  title: 'curator proposes to correct 29 records',
  message: 'Correct sections',
  is_read: false,
  subject_type: 'change_set',
  subject_id: 41,
  version: 1,
  created_at: '2026-11-22T10:00:00.000Z',
};

function setUp(unread = 4) {
  const store = {
    unread: signal(unread),
    latest: signal([proposal]),
    problem: signal(null),
    readLatest: jest.fn(),
    mark: jest.fn(() => Promise.resolve(proposal)),
    markAllRead: jest.fn(() => Promise.resolve()),
  };
  const failed = jest.fn();
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: 'change-sets/:id', children: [] }]),
      { provide: NotificationStore, useValue: store },
      { provide: Toasts, useValue: { failed } },
    ],
  });
  const fixture = TestBed.createComponent(NotificationBell);
  fixture.autoDetectChanges();
  const bell = (fixture.nativeElement as HTMLElement).querySelector('button') as HTMLButtonElement;
  const panel = () => document.querySelector<HTMLElement>('.panel');
  const open = async () => {
    bell.click();
    await fixture.whenStable();
  };
  return { store, failed, fixture, bell, panel, open };
}

describe('the bell', () => {
  it('says how many are unread', () => {
    const { bell } = setUp(120);

    expect(bell.getAttribute('aria-label')).toBe('Notifications, 120 unread');
    expect(bell.textContent).toContain('99+');
  });

  it('opens with the newest, and marks the one that is chosen as read', async () => {
    const { open, panel, store, fixture } = setUp();
    await open();
    expect(store.readLatest).toHaveBeenCalled();
    const link = panel()?.querySelector<HTMLAnchorElement>('a[href="/change-sets/41"]');
    expect(link?.textContent).toContain('curator proposes');

    link?.click();
    await fixture.whenStable();
    expect(store.mark).toHaveBeenCalledWith(proposal, true);
    expect(panel()).toBeNull();
  });

  it('marks all as read, and says so when that fails', async () => {
    const { open, panel, store, failed, fixture } = setUp();
    store.markAllRead.mockRejectedValueOnce(new Error('away'));
    await open();
    panel()?.querySelector<HTMLButtonElement>('button')?.click();
    await fixture.whenStable();

    expect(store.markAllRead).toHaveBeenCalled();
    expect(failed).toHaveBeenCalledWith('It could not be marked as read.', expect.anything());
  });
});
