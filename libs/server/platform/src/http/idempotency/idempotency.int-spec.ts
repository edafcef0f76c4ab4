import { type Problem } from '@bureau/contracts';
import { testApp, type TestApp } from '@bureau/testing';
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { IsString, Length } from 'class-validator';
import { Permit } from '../access/access.decorators';
import { Created } from '../routing/location.decorators';

class Thing {
  @IsString()
  @Length(1, 10)
  name!: string;
}

let made = 0;
let hold: Promise<void> = Promise.resolve();

@Permit('entity:create')
@Controller('things')
class ThingController {
  @Created('things')
  @Post()
  create(@Body() thing: Thing) {
    return { id: ++made, version: 1, name: thing.name };
  }

  @HttpCode(200)
  @Post('slow')
  async slow() {
    await hold;
    return { done: ++made };
  }
}

@Module({ controllers: [ThingController] })
class ThingModule {}

const THING = { name: 'bolt' };

describe('a POST', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await testApp([ThingModule]);
  });
  afterAll(() => test.close());

  it('says where the new resource is', async () => {
    const { http } = await test.signIn('user');
    const { status, headers, body } = await http.post<{ id: number }>('/things', THING);
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/v1/things/${body.id}`);
    expect(headers.get('etag')).toBe('"1"');
  });

  it('happens once under one key, and its answer is replayed whole', async () => {
    const { http } = await test.signIn('user');
    const key = { 'idempotency-key': 'once' };
    const first = await http.post('/things', THING, key);
    const again = await http.post('/things', THING, key);
    expect(again.body).toEqual(first.body);
    expect([again.status, again.headers.get('location'), again.headers.get('etag')]).toEqual([
      201,
      first.headers.get('location'),
      first.headers.get('etag'),
    ]);
    expect([first, again].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
    expect((await (await test.signIn('user')).http.post('/things', THING, key)).body).not.toEqual(first.body);
  });

  it('refuses a key that belongs to another request', async () => {
    const { http } = await test.signIn('user');
    const key = { 'idempotency-key': 'mine' };
    await http.post('/things', THING, key);
    const other = await http.post<Problem>('/things', { ...THING, name: 'nut' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  it('tells that the first one is still running', async () => {
    const { http } = await test.signIn('user');
    let release: () => void = () => undefined;
    hold = new Promise((resolve) => (release = resolve));
    const key = { 'idempotency-key': 'slow' };
    const first = http.post('/things/slow', {}, key);
    let second = await http.post<Problem>('/things/slow', {}, key);
    while (second.status === 200) second = await http.post<Problem>('/things/slow', {}, key);
    expect([second.status, second.body.code]).toEqual([409, 'IDEMPOTENCY_IN_PROGRESS']);
    release();
    const answer = await first;
    expect((await http.post('/things/slow', {}, key)).body).toEqual(answer.body);
  });

  it('may be made again under its key when it was refused', async () => {
    const { http } = await test.signIn('user');
    const key = { 'idempotency-key': 'again' };
    expect((await http.post('/things', { name: '' }, key)).status).toBe(400);
    expect((await http.post('/things', THING, key)).status).toBe(201);
  });

  it('refuses a key that is none', async () => {
    const { http } = await test.signIn('user');
    for (const key of ['', 'a b', 'x'.repeat(256)]) {
      expect((await http.post('/things', THING, { 'idempotency-key': key })).status).toBe(400);
    }
  });
});
