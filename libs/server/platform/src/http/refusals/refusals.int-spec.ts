import { HttpClient, testApp, type TestApp } from '@bureau/testing';
import { Controller, Get, Module } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import { Permit } from '../access/access.decorators';
import { RefusalCounts } from './refusal-counts';

@Controller('vault')
class VaultController {
  @Get()
  @Permit('audit:read')
  get() {
    return { open: true };
  }

  @Get('other')
  @Permit('audit:read')
  other() {
    return { open: true };
  }
}

/** Without one there are no sockets. */
@WebSocketGateway()
class AnyGateway {}

@Module({ providers: [AnyGateway], controllers: [VaultController] })
class VaultModule {}

interface Row {
  user_id: number | null;
  actor_type: string;
  ip: string | null;
  reason: string;
  new_values: { requests?: number; addresses?: number; codes?: Record<string, number>; code?: string };
}

describe('refusals', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await testApp([VaultModule]);
    // Flushed by the tests alone, so that no minute ends between two lines of them.
    clearInterval(Reflect.get(counts(), 'timer') as NodeJS.Timeout);
  });
  beforeEach(() => flushMinute());
  afterAll(() => test.close());

  const counts = () => test.app.get(RefusalCounts);
  const rows = (after = 0) =>
    test.database.sql<Row & { id: number }>(
      `select id, user_id, actor_type, host(ip) as ip, reason, new_values from audit_logs where action = 'access.refuse' and id > $1 order by id`,
      [after],
    );
  const last = async () => (await rows()).at(-1)?.id ?? 0;

  /** Ends the minute that runs, as far as the counts are concerned. */
  async function flushMinute(): Promise<void> {
    await counts().flush();
    await test.database.sql(`update refusal_counts set minute = minute - interval '1 minute'`);
    await counts().flush();
  }

  it('of strangers are one row for each minute and address', async () => {
    const before = await last();
    for (let i = 0; i < 30; i++) await test.anonymous.get('/vault');
    const elsewhere = { 'x-forwarded-for': '203.0.113.9' };
    await new HttpClient(test.url, 'no token of ours').get('/vault', elsewhere);
    await counts().flush();
    expect(await rows(before)).toEqual([]);
    await flushMinute();
    const written = await rows(before);
    expect(written).toEqual([
      expect.objectContaining({
        user_id: null,
        actor_type: 'system',
        ip: '127.0.0.1',
        new_values: expect.objectContaining({ requests: 30, codes: { UNAUTHENTICATED: 30 } }) as object,
      }),
      expect.objectContaining({ ip: '203.0.113.9' }),
    ]);
  });

  it('from one network of IPv6 are counted together', async () => {
    const before = await last();
    for (const ip of ['2001:db8:1:2::1', '2001:db8:1:2:ffff::2', '2001:db8:1:3::1'])
      await test.anonymous.get('/vault', { 'x-forwarded-for': ip });
    await flushMinute();
    expect((await rows(before)).map(({ ip, new_values }) => [ip, new_values.requests])).toEqual([
      ['2001:db8:1:2::', 2],
      ['2001:db8:1:3::', 1],
    ]);
  });

  it('from more addresses than can be told apart end in one row', async () => {
    const before = await last();
    for (let i = 0; i < 3_000; i++) counts().add(`ip:10.0.${i >> 8}.${i & 255}`, 'UNAUTHENTICATED');
    await flushMinute();
    const written = await rows(before);
    expect(written).toHaveLength(1_001);
    expect(written.find(({ ip }) => ip === null)?.new_values.requests).toBe(2_000);
  });

  it('of more addresses than a minute has rows, from all processes, end in one row as well', async () => {
    const before = await last();
    await test.database.sql(
      `insert into refusal_counts (minute, subject, code, count)
       select date_trunc('minute', now()) - interval '1 minute', 'ip:10.1.' || n / 256 || '.' || n % 256, 'UNAUTHENTICATED', 1
       from generate_series(0, 2499) n`,
    );
    counts().add('ip:192.0.2.7', 'UNAUTHENTICATED');
    await flushMinute();
    const written = await rows(before);
    const beyond = written.filter(({ ip }) => ip === null);
    expect(beyond.map(({ new_values }) => [new_values.requests, new_values.addresses])).toEqual([
      [1_500, 1_500],
    ]);
    expect(written).toHaveLength(1_002);
  });

  it('are in exactly one row, however many processes write them', async () => {
    const before = await last();
    counts().add('ip:192.0.2.1', 'UNAUTHENTICATED');
    await counts().flush();
    await test.database.sql(`update refusal_counts set minute = minute - interval '1 minute'`);
    await Promise.all(Array.from({ length: 5 }, () => counts().flush()));
    expect(await rows(before)).toHaveLength(1);
  });

  it('of a known caller are audited one by one, and counted beyond the fifth of a kind in a minute', async () => {
    const before = await last();
    const { http, user_id } = await test.signIn('guest');
    for (let i = 0; i < 12; i++) expect((await http.get('/vault')).status).toBe(403);
    await http.get('/vault/other');
    await flushMinute();
    const written = (await rows(before)).filter((row) => row.user_id === user_id);
    expect(written.filter(({ new_values }) => new_values.code === 'PERMISSION_DENIED')).toHaveLength(6);
    expect(written.filter(({ new_values }) => new_values.requests === 7)).toHaveLength(1);
    expect(written[0]).toMatchObject({
      actor_type: 'user',
      ip: '127.0.0.1',
      reason: 'This needs the permission audit:read.',
      new_values: { request: 'GET /api/v1/vault', code: 'PERMISSION_DENIED' },
    });
  });

  it('at the handshake of a socket are counted as well', async () => {
    const before = await last();
    const from = { 'x-forwarded-for': '198.51.100.4' };
    await expect(test.socket('nothing', from)).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
    await flushMinute();
    expect((await rows(before)).map(({ ip }) => ip)).toEqual(['198.51.100.4']);
  });
});
