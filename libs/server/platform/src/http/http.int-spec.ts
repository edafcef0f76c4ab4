import { type Problem } from '@bureau/contracts';
import { testApp, type TestApp } from '@bureau/testing';
import { Body, Controller, Get, Module, Patch, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsString, Length, Min, ValidateNested } from 'class-validator';
import { requireCaller } from '../context/require-caller';
import { currentContext } from '../context/request-context';
import { Permit, Public } from './access/access.decorators';
import { IfMatch } from './preconditions/if-match.decorator';
import { Id } from './routing/id.decorator';
import { Created } from './routing/location.decorators';

class Part {
  @IsInt()
  @Min(1)
  size!: number;
}

class Thing {
  @IsString()
  @Length(1, 10)
  name!: string;

  @ValidateNested({ each: true })
  @Type(() => Part)
  parts!: Part[];
}

let made = 0;

@Controller('things')
class ThingController {
  @Public()
  @Get('open')
  open() {
    return { request_id: currentContext()?.request_id };
  }

  @Get('closed')
  closed() {
    return {};
  }

  @Permit('audit:read')
  @Get('audit')
  audit() {
    return { user_id: requireCaller().user_id };
  }

  @Permit('entity:read')
  @Get(':id')
  one(@Id() id: number) {
    return { id, version: 3 };
  }

  @Permit('entity:update')
  @Patch(':id')
  change(@Id() id: number, @IfMatch() version: number | null, @Body() thing: Thing) {
    return { id, version, name: thing.name };
  }

  @Permit('entity:create')
  @Created('things')
  @Post()
  create(@Body() thing: Thing) {
    return { id: ++made, version: 1, name: thing.name, request_id: currentContext()?.request_id };
  }

  @Permit('entity:read')
  @Get(':id/broken')
  broken(): never {
    throw new Error('select secret from users where password = 1');
  }
}

@Module({ controllers: [ThingController] })
class ThingModule {}

const THING = { name: 'bolt', parts: [] };

describe('HTTP', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await testApp([ThingModule]);
  });
  afterAll(() => test.close());

  describe('the gate', () => {
    it('lets anybody through to a public route, and nobody without a token to another', async () => {
      expect((await test.anonymous.get('/things/open')).status).toBe(200);
      const refused = await test.anonymous.get<Problem>('/things/1');
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toBe('Bearer realm="bureau"');
      expect(refused.body).toMatchObject({ code: 'UNAUTHENTICATED', status: 401, title: 'Unauthorized' });
    });

    it('asks for the permission of the route', async () => {
      const [user, operator] = [await test.signIn('user'), await test.signIn('operator')];
      expect((await user.http.get<Problem>('/things/audit')).body).toMatchObject({
        status: 403,
        code: 'PERMISSION_DENIED',
      });
      expect((await operator.http.get('/things/audit')).body).toEqual({ user_id: operator.user_id });
    });

    it('closes a route that names no permission, even to an admin', async () => {
      expect((await (await test.signIn('admin')).http.get('/things/closed')).status).toBe(403);
    });

    it('ends with the session', async () => {
      const user = await test.signIn('user');
      await test.database.sql('update sessions set revoked_at = now() where id = $1', [user.session_id]);
      expect((await user.http.get('/things/1')).status).toBe(401);
    });

    it('counts requests and says so', async () => {
      const { headers } = await test.anonymous.get('/things/open');
      expect(headers.get('ratelimit-policy')).toBe('"caller";q=500;w=5');
      expect(headers.get('ratelimit')).toMatch(/^"caller";r=\d+;t=\d+$/);
    });

    it('answers 429 to a caller without measure, and to nobody else', async () => {
      const [greedy, other] = [await test.signIn('user'), await test.signIn('user')];
      const clock = jest.spyOn(performance, 'now').mockReturnValue(performance.now());
      try {
        for (let i = 0; i < 500; i++) await greedy.http.get('/things/1');
        const limited = await greedy.http.get<Problem>('/things/1');
        expect([limited.status, limited.body.code]).toEqual([429, 'RATE_LIMITED']);
        expect(limited.headers.get('retry-after')).toBe('1');
        expect((await other.http.get('/things/1')).status).toBe(200);
      } finally {
        clock.mockRestore();
      }
    });
  });

  describe('the request id', () => {
    it('is taken when it can be, made otherwise, known to the handler and returned', async () => {
      const given = await test.anonymous.get('/things/open', { 'x-request-id': 'trace-1.a_B' });
      expect(given.headers.get('x-request-id')).toBe('trace-1.a_B');
      expect(given.body).toEqual({ request_id: 'trace-1.a_B' });
      for (const bad of ['has space', 'x'.repeat(65), 'a;b']) {
        const made = await test.anonymous.get('/things/open', { 'x-request-id': bad });
        expect(made.headers.get('x-request-id')).toMatch(/^[\w-]{16}$/);
      }
    });

    it('survives the reading of a body', async () => {
      const { http } = await test.signIn('user');
      const answer = await http.post('/things', THING, { 'x-request-id': 'with-body' });
      expect(answer.body).toMatchObject({ request_id: 'with-body' });
    });
  });

  describe('problems', () => {
    it('never tell what broke', async () => {
      const { http } = await test.signIn('user');
      const { status, body, headers } = await http.get<Problem>('/things/1/broken');
      expect(status).toBe(500);
      expect(headers.get('content-type')).toContain('application/problem+json');
      expect(body).toMatchObject({ code: 'INTERNAL', request_id: headers.get('x-request-id') });
      expect(JSON.stringify(body)).not.toContain('secret');
    });

    it('tell an unknown address from an unknown method', async () => {
      expect((await test.anonymous.get<Problem>('/nothing')).body).toMatchObject({
        status: 404,
        code: 'NOT_FOUND',
      });
      const wrong = await test.anonymous.send<Problem>('DELETE', '/things/7');
      expect(wrong.body).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
      expect(wrong.headers.get('allow')).toBe('GET, HEAD, PATCH');
    });

    it.each([
      ['half a document', '{"name":', 'application/json', 400, 'VALIDATION_FAILED'],
      ['a prototype', '{"__proto__":{"admin":true}}', 'application/json', 400, 'VALIDATION_FAILED'],
      ['a null character', '{"name":"a\\u0000b"}', 'application/json', 400, 'VALIDATION_FAILED'],
      ['a form', 'name=x', 'application/x-www-form-urlencoded', 415, 'UNSUPPORTED_MEDIA_TYPE'],
      ['text', 'name', 'text/plain', 415, 'UNSUPPORTED_MEDIA_TYPE'],
      ['more than 1 MiB', `"${'x'.repeat(1_100_000)}"`, 'application/json', 413, 'BODY_TOO_LARGE'],
    ])('refuse a body of %s', async (_what, body, type, status, code) => {
      const { token } = await test.signIn('user');
      const response = await fetch(`${test.url}/api/v1/things`, {
        method: 'POST',
        body,
        headers: { 'content-type': type, authorization: `Bearer ${token}` },
      });
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({ status, code });
    });

    it('answer an id that is none with 404', async () => {
      const { http } = await test.signIn('user');
      for (const id of ['abc', '0', '-1', '1.5', '99999999999999999999']) {
        expect((await http.get(`/things/${id}`)).status).toBe(404);
      }
    });

    it('answer a malformed address', async () => {
      const response = await fetch(`${test.url}/api/v1/things/%E0%A4%A`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'VALIDATION_FAILED' });
    });
  });

  describe('input', () => {
    it('is refused with a pointer to each fault', async () => {
      const { http } = await test.signIn('user');
      const { body } = await http.post<Problem>('/things', {
        name: '',
        parts: [{ size: 1 }, { size: 0, 'a/b': 1 }],
        is_admin: true,
      });
      expect(body.code).toBe('VALIDATION_FAILED');
      expect(body.errors?.map(({ pointer, code }) => [pointer, code])).toEqual(
        expect.arrayContaining([
          ['/name', 'IS_LENGTH'],
          ['/parts/1/size', 'MIN'],
          ['/parts/1/a~1b', 'UNKNOWN_FIELD'],
          ['/is_admin', 'UNKNOWN_FIELD'],
        ]),
      );
    });

    it('says once of each field that is missing that it is', async () => {
      const { http } = await test.signIn('user');
      const { body } = await http.post<Problem>('/things', { parts: [{}] });
      expect(body.errors).toEqual([
        { pointer: '/name', code: 'REQUIRED', detail: '"name" is missing.' },
        { pointer: '/parts/0/size', code: 'REQUIRED', detail: '"parts.0.size" is missing.' },
      ]);
    });

    it('may not hold unknown fields', async () => {
      const { http } = await test.signIn('user');
      const { body, status } = await http.post<Problem>('/things', { ...THING, id: 1 });
      expect([status, body.code]).toEqual([400, 'UNKNOWN_FIELD']);
    });

    it.each([[[]], ['text'], [undefined], [null]])('must be an object: %j', async (input) => {
      const { http } = await test.signIn('user');
      expect((await http.post('/things', input)).status).toBe(400);
    });
  });

  describe('versions', () => {
    it('are entity tags, and 304 comes after rights', async () => {
      const { http } = await test.signIn('user');
      expect((await http.get('/things/1')).headers.get('etag')).toBe('"3"');
      const known = await http.get('/things/1', { 'if-none-match': 'W/"3"' });
      expect([known.status, known.body]).toEqual([304, undefined]);
      expect((await http.get('/things/1', { 'if-none-match': '"2"' })).status).toBe(200);
      expect((await test.anonymous.get('/things/1', { 'if-none-match': '"3"' })).status).toBe(401);
    });

    it('reach the handler from If-Match', async () => {
      const { http } = await test.signIn('user');
      expect((await http.patch('/things/1', THING, { 'if-match': 'W/"8"' })).body).toMatchObject({
        version: 8,
      });
      expect((await http.patch('/things/1', THING)).body).toMatchObject({ version: null });
      expect((await http.patch('/things/1', THING, { 'if-match': 'eight' })).status).toBe(400);
    });
  });

  describe('browsers', () => {
    it('may read answers from known origins only', async () => {
      const from = async (origin: string) => (await test.anonymous.get('/things/open', { origin })).headers;
      expect((await from('http://localhost:4200')).get('access-control-allow-origin')).toBe(
        'http://localhost:4200',
      );
      expect((await from('https://evil.example')).get('access-control-allow-origin')).toBeNull();
    });

    it('get the headers that keep them safe', async () => {
      const { headers } = await test.anonymous.get('/things/open');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    });
  });

  describe('health', () => {
    it('names the build, and each dependency', async () => {
      expect((await test.anonymous.get('//health/live')).body).toEqual({
        status: 'ok',
        version: '0.0.0',
        build: 'unbuilt',
      });
      expect((await test.anonymous.get('//health/ready')).body).toEqual({
        status: 'ok',
        checks: {
          postgres: { status: 'ok' },
          redis: { status: 'ok' },
          migrations: { status: 'ok' },
          audit: { status: 'ok' },
          process: { status: 'ok' },
        },
      });
    });
  });
});
