import { type Entity, type ServerEvents } from '@bureau/contracts';
import {
  testApp,
  testWorker,
  type HttpClient,
  type SocketClient,
  type TestApp,
  type TestContext,
} from '@bureau/testing';
import { EntitiesHttpModule } from '../entities-http.module';
import { EntitiesJobsModule } from '../entities-jobs.module';

describe('records over sockets', () => {
  let test: TestApp;
  let worker: TestContext;
  let user: HttpClient;
  let socket: SocketClient;

  beforeAll(async () => {
    test = await testApp([EntitiesHttpModule]);
    worker = await testWorker([EntitiesJobsModule], test);
    const person = await test.signIn('user');
    user = person.http;
    socket = await test.socket(person.token);
  });
  afterAll(async () => {
    await worker.close();
    await test.close();
  });

  const create = async (name: string) => (await user.post<Entity>('/entities', { name })).body.id;

  it('tell of every change to those who watch the list', async () => {
    expect(await socket.ask('entity.subscribe', {})).toEqual({ ok: true });
    const id = await create('Watched');
    await user.delete(`/entities/${id}`);
    await user.post(`/entities/${id}/restore`);
    for (const [change, version] of [
      ['created', 1],
      ['deleted', 2],
      ['restored', 3],
    ]) {
      const told = await socket.next(
        'entity.changed',
        (event) => event.id === id && event.version === version,
      );
      expect(told).toEqual({ id, change, version });
    }
    expect(await socket.ask('entity.unsubscribe', {})).toEqual({ ok: true });
  });

  it('tell of one record alone where that is watched, once to a socket', async () => {
    const { token } = await test.signIn('guest');
    const other = await test.socket(token);
    const [watched, ignored] = [await create('One'), await create('Two')];
    for (let twice = 0; twice < 2; twice++) {
      expect(await other.ask('entity.subscribe', { id: watched })).toEqual({ ok: true });
    }
    await user.put(`/entities/${ignored}`, { name: 'Two!' });
    await user.put(`/entities/${watched}`, { name: 'One!' });
    await other.next('entity.changed', ({ id, version }) => id === watched && version === 2);
    await user.put(`/entities/${watched}`, { name: 'One again' });
    await other.next('entity.changed', ({ version }) => version === 3);
    const told = other.received.map(({ payload }) => payload as ServerEvents['entity.changed']);
    expect(told.every(({ id }) => id === watched)).toBe(true);
    // The record's creation may be told as well: subscribing does not wait for what is under way.
    expect(told.map(({ version }) => version).filter((version) => version > 1)).toEqual([2, 3]);
  });

  it('refuse what is not there or makes no sense', async () => {
    expect(await socket.ask('entity.subscribe', { id: 999_999 })).toMatchObject({
      ok: false,
      problem: { status: 404 },
    });
    for (const message of [{ id: 'x' }, { id: 0 }, { room: 'user:1' }]) {
      expect(await socket.ask('entity.subscribe', message as never)).toMatchObject({
        ok: false,
        problem: { status: 400 },
      });
    }
  });

  it('tell those who import how it goes', async () => {
    const form = new FormData();
    form.append('file', new Blob(['name\nImported\n']), 'one.csv');
    const { body } = await user.post<{ id: number }>('/entities/import', form);
    expect(await socket.next('import.changed')).toMatchObject({ id: body.id, version: expect.any(Number) });
  });
});
