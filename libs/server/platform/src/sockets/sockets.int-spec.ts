import { type Problem } from '@bureau/contracts';
import { type SocketClient, testApp, type TestApp, testWorker, type TestContext } from '@bureau/testing';
import { Module } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import { IsInt } from 'class-validator';
import { requireCaller } from '../context/require-caller';
import { Database } from '../database/database';
import { AccessTokens } from '../identity/access-tokens';
import { emitEvent } from '../outbox/outbox-event';
import { userRoom } from './rooms';
import { SocketRequests } from './socket-requests';
import { SocketSessions } from './socket-sessions';
import { type BureauServer, type BureauSocket } from './socket-types';

class Subscription {
  @IsInt()
  id!: number;
}

@WebSocketGateway()
class EntityGateway {
  @WebSocketServer()
  server!: BureauServer;

  constructor(private readonly requests: SocketRequests) {}

  @SubscribeMessage('entity.subscribe')
  subscribe(@ConnectedSocket() socket: BureauSocket, @MessageBody() message: unknown) {
    return this.requests.answer(
      socket,
      { permission: 'entity:update', shape: Subscription, message },
      ({ id }) => {
        if (id === 13) throw new Error('select * from secrets');
        const { user_id } = requireCaller();
        this.server.to(userRoom(user_id)).emit('entity.changed', { id, change: 'updated', version: 2 });
      },
    );
  }
}

/** A second gateway shares the server with the first. */
@WebSocketGateway()
class OtherGateway {
  @SubscribeMessage('entity.unsubscribe')
  unsubscribe() {
    return { ok: true };
  }
}

@Module({ providers: [EntityGateway, OtherGateway] })
class GatewaysModule {}

describe('sockets', () => {
  let test: TestApp;
  let worker: TestContext;

  beforeAll(async () => {
    test = await testApp([GatewaysModule]);
    worker = await testWorker([], test);
  });
  afterAll(async () => {
    await worker.close();
    await test.close();
  });

  const refusal = async (
    token: string | null,
    headers?: Record<string, string>,
  ): Promise<Error & { data?: Problem }> =>
    test.socket(token, headers).then(
      () => new Error('admitted'),
      (error: Error) => error,
    );
  const closed = (client: SocketClient) =>
    new Promise<void>((resolve) =>
      client.socket.connected ? client.socket.once('disconnect', () => resolve()) : resolve(),
    );

  it('admit whoever shows a good token', async () => {
    const client = await test.socket((await test.signIn('user')).token);
    expect(client.socket.connected).toBe(true);
  });

  it.each([
    ['no token', null],
    ['nonsense', 'nonsense'],
  ])('refuse %s with the problem', async (_what, token) => {
    expect((await refusal(token)).data).toMatchObject({
      status: 401,
      code: 'UNAUTHENTICATED',
      request_id: expect.any(String) as string,
    });
  });

  it('refuse a session that was revoked, and a page of another site', async () => {
    const { token, session_id } = await test.signIn('user');
    expect((await refusal(token, { origin: 'https://evil.example' })).message).not.toBe('admitted');
    await test.database.sql('update sessions set revoked_at = now() where id = $1', [session_id]);
    expect((await refusal(token)).data?.status).toBe(401);
  });

  it('answer messages in the name of their owner, to all of the owner’s sockets and nobody else’s', async () => {
    const [user, other] = [await test.signIn('user'), await test.signIn('user')];
    const [first, second, stranger] = [
      await test.socket(user.token),
      await test.socket(user.token),
      await test.socket(other.token),
    ];
    expect(await first.ask('entity.subscribe', { id: 5 })).toEqual({ ok: true });
    expect(await first.next('entity.changed')).toEqual({ id: 5, change: 'updated', version: 2 });
    expect(await second.next('entity.changed')).toEqual({ id: 5, change: 'updated', version: 2 });
    expect(await stranger.ask('entity.unsubscribe', {})).toEqual({ ok: true });
    expect(stranger.received).toEqual([]);
  });

  it('refuse messages without the permission, in the wrong shape, or that break, as problems', async () => {
    const guest = await test.socket((await test.signIn('guest')).token);
    expect(await guest.ask('entity.subscribe', { id: 5 })).toMatchObject({
      ok: false,
      problem: { status: 403, code: 'PERMISSION_DENIED' },
    });
    const user = await test.socket((await test.signIn('user')).token);
    expect(await user.ask('entity.subscribe', { id: 'five' as never })).toMatchObject({
      ok: false,
      problem: { status: 400, errors: [{ pointer: '/id', code: 'IS_INT' }] },
    });
    const broken = await user.ask('entity.subscribe', { id: 13 });
    expect(broken).toMatchObject({ ok: false, problem: { status: 500, code: 'INTERNAL' } });
    expect(JSON.stringify(broken)).not.toContain('secrets');
  });

  it('are told and closed when their session is revoked, by the event of it', async () => {
    const { token, session_id, user_id } = await test.signIn('user');
    const client = await test.socket(token);
    const ended = closed(client);
    const database = test.app.get(Database);
    await database.transaction(async (tx) => {
      await tx.query({ text: 'update sessions set revoked_at = now() where id = $1', values: [session_id] });
      await emitEvent(tx, 'session.changed', { id: session_id, user_id, change: 'revoked' });
    });
    expect(await client.next('session.expired')).toEqual({ reason: 'The session has ended.' });
    await ended;
  });

  it('are closed by the sweep where the event was lost, and only theirs', async () => {
    const [gone, kept] = [await test.signIn('user'), await test.signIn('user')];
    const [goes, stays] = [await test.socket(gone.token), await test.socket(kept.token)];
    await test.database.sql('update users set is_active = false where id = $1', [gone.user_id]);
    await test.app.get(SocketSessions).sweep();
    expect(await goes.next('session.expired')).toEqual({ reason: 'The session has ended.' });
    expect(stays.socket.connected).toBe(true);
  });

  it('end with their token', async () => {
    const { user_id, session_id } = await test.signIn('user');
    const tokens = test.app.get(AccessTokens);
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 898_500);
    const token = tokens.issue(user_id, session_id);
    now.mockRestore();
    const client = await test.socket(token);
    expect(await client.next('session.expired')).toEqual({ reason: 'The access token has ended.' });
  });

  it('drop whoever sends more than 64 KiB at once', async () => {
    const client = await test.socket((await test.signIn('user')).token);
    const ended = closed(client);
    client.socket.emit('entity.subscribe', { id: 'x'.repeat(70_000) });
    await ended;
  });
});
