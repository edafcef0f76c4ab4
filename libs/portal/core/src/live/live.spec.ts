import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Session, type SessionState } from '../session/session';
import { FakeSocket } from '../testing/fake-socket';
import { ConnectionHealth } from './connection-health';
import { Live } from './live';
import { SOCKET_FACTORY } from './socket-factory';

describe('Live', () => {
  let socket: FakeSocket;
  let live: Live;
  const state = signal<SessionState>('signed-out');
  const session = { state, freshToken: jest.fn(), renew: jest.fn() };

  beforeEach(async () => {
    jest.useFakeTimers();
    socket = new FakeSocket();
    session.renew.mockReset().mockResolvedValue('new');
    state.set('signed-in');
    TestBed.configureTestingModule({
      providers: [
        { provide: Session, useValue: session },
        { provide: SOCKET_FACTORY, useValue: async () => socket },
      ],
    });
    live = TestBed.inject(Live);
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(0);
  });

  afterEach(() => jest.useRealTimers());

  it('connects when somebody is signed in and disconnects when nobody is', () => {
    expect(socket.connects).toBe(1);
    socket.accept();
    state.set('signed-out');
    TestBed.tick();
    expect(socket.connected).toBe(false);
  });

  it('sends a watch at once, and again after a reconnection with what has arrived by then', () => {
    let seen = 0;
    socket.accept();
    live.watch({ topic: 'agent_task', payload: () => ({ id: 4, after_seq: seen }) });
    seen = 12;
    socket.drop('transport close');
    socket.accept();
    expect(socket.sent).toEqual([
      { event: 'agent_task.subscribe', payload: { id: 4, after_seq: 0 } },
      { event: 'agent_task.subscribe', payload: { id: 4, after_seq: 12 } },
    ]);
    expect(live.connections()).toBe(2);
  });

  it('keeps a watch that was asked for before the connection stands', () => {
    live.watch({ topic: 'entity', payload: () => ({}) });
    expect(socket.sent).toEqual([]);
    socket.accept();
    expect(socket.sent).toEqual([{ event: 'entity.subscribe', payload: {} }]);
  });

  it('takes a watch back once', () => {
    socket.accept();
    const stop = live.watch({ topic: 'agent_task', payload: () => ({ id: 4, after_seq: 3 }) });
    stop();
    expect(socket.sent.at(-1)).toEqual({ event: 'agent_task.unsubscribe', payload: { id: 4 } });
    socket.drop('transport close');
    socket.accept();
    expect(socket.sent).toHaveLength(2);
  });

  it('tells of a refused watch', () => {
    const refused = jest.fn();
    const problem = {
      type: 'about:blank',
      title: 'Not found',
      status: 404,
      detail: '',
      code: 'NOT_FOUND',
      request_id: '',
    };
    socket.answer = { ok: false, problem };
    socket.accept();
    live.watch({ topic: 'entity', payload: () => ({ id: 1 }), refused });
    expect(refused).toHaveBeenCalledWith(problem);
  });

  it('hands events to those who listen, until they stop', () => {
    const heard: number[] = [];
    const listening = live.on('entity.changed').subscribe(({ id }) => heard.push(id));
    socket.accept();
    socket.receive('entity.changed', { id: 1, change: 'updated', version: 2 });
    listening.unsubscribe();
    socket.receive('entity.changed', { id: 2, change: 'updated', version: 2 });
    expect(heard).toEqual([1]);
  });

  it.each([
    ['the server hangs up', (fake: FakeSocket) => fake.drop('io server disconnect')],
    ['the token is refused', (fake: FakeSocket) => fake.refuse(401)],
    ['the session has expired', (fake: FakeSocket) => fake.receive('session.expired', { reason: 'token' })],
  ])('gets a new token and connects again when %s', async (_when, happen) => {
    socket.accept();
    happen(socket);
    await jest.advanceTimersByTimeAsync(0);
    expect(session.renew).toHaveBeenCalled();
    expect(socket.connects).toBe(2);
  });

  it('leaves reconnecting to Socket.IO when the network broke', async () => {
    socket.accept();
    socket.drop('transport close');
    await jest.advanceTimersByTimeAsync(0);
    expect(session.renew).not.toHaveBeenCalled();
    expect(socket.connects).toBe(1);
  });

  it('says at once that the network is gone, and is well again with it if the socket stood', () => {
    const health = TestBed.inject(ConnectionHealth);
    socket.accept();
    window.dispatchEvent(new Event('offline'));
    expect(health.state()).toBe('offline');
    window.dispatchEvent(new Event('online'));
    expect(health.state()).toBe('well');
    window.dispatchEvent(new Event('offline'));
    socket.drop('transport close');
    window.dispatchEvent(new Event('online'));
    expect(health.state()).toBe('offline');
  });

  it('stays silent for two seconds, then says that it reconnects, then that it is offline', async () => {
    const health = TestBed.inject(ConnectionHealth);
    socket.accept();
    socket.drop('transport close');
    await jest.advanceTimersByTimeAsync(1_900);
    expect(health.state()).toBe('well');
    await jest.advanceTimersByTimeAsync(200);
    expect(health.state()).toBe('reconnecting');
    await jest.advanceTimersByTimeAsync(18_000);
    expect(health.state()).toBe('offline');
    socket.accept();
    expect(health.state()).toBe('well');
    await jest.advanceTimersByTimeAsync(30_000);
    expect(health.state()).toBe('well');
  });
});
