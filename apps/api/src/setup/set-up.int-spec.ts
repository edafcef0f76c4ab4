import { join } from 'node:path';
import { type Entity, type TokenResponse } from '@bureau/contracts';
import { HttpClient, testApp, testConfig, type TestDatabase, testDatabase } from '@bureau/testing';
import { ApiModule, API_FEATURES } from '../api.module';
import { setUp } from './set-up';

const SEEDS = join(__dirname, '../../../../database/seeds');

describe('setting up', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await testDatabase(false);
  });
  afterEach(() => database.drop());

  async function run(password: string | null, samples: string | null): Promise<Record<string, unknown>[]> {
    const lines: Record<string, unknown>[] = [];
    const config = testConfig(database.url, { admin: { email: 'boss@example.org', password } });
    await setUp({ config, samples, report: (line) => lines.push(line as Record<string, unknown>) });
    return lines;
  }

  it('makes an empty database usable, and finds nothing to do the second time', async () => {
    const [migrations, admin, sample] = await run(null, SEEDS);
    expect(migrations).toEqual({ step: 'migrations', applied: expect.any(Number) as number });
    expect(admin).toEqual({
      step: 'admin',
      email: 'boss@example.org',
      password: expect.stringMatching(/^(\w{5}-){3}\w{5}$/) as string,
      created: true,
    });
    expect(sample).toEqual({ step: 'sample', records: 200 });
    expect(await run(null, SEEDS)).toEqual([
      { step: 'migrations', applied: 0 },
      { step: 'admin', email: 'boss@example.org', created: false },
      { step: 'sample', records: 0 },
    ]);
    const rows = await database.sql(
      `select count(*)::int as records, min(user_id) as user_id, min(request_id) as request_id from audit_logs where action = 'entity.create'`,
    );
    expect(rows).toEqual([{ records: 200, user_id: 1, request_id: 'setup' }]);
  });

  it('takes the password that it is given and does not repeat it', async () => {
    const lines = await run('violet teapot gravity', null);
    expect(lines.map(({ step }) => step)).toEqual(['migrations', 'admin']);
    expect(JSON.stringify(lines)).not.toContain('violet');
  });
});

describe('the API on a database that was set up', () => {
  it('lets the first admin in to the sample records', async () => {
    const test = await testApp(API_FEATURES);
    const config = {
      ...test.config,
      admin: { email: 'boss@example.org', password: 'violet teapot gravity' },
    };
    await setUp({ config, samples: SEEDS, report: () => undefined });
    const { body } = await test.anonymous.post<TokenResponse>('/auth/login', {
      email: 'boss@example.org',
      password: 'violet teapot gravity',
    });
    const records = await new HttpClient(test.url, body.access_token).get<Entity[]>(
      '/entities?sort=id&limit=1',
    );
    expect(records.body).toMatchObject([
      { name: '0install-core', owner_id: body.user.id, metadata: { installed_size_kb: 7956 } },
    ]);
    await test.close();
  });

  it('is the module that main starts', () => {
    expect(ApiModule.forRoot(testConfig('postgresql://localhost/none')).imports).toEqual(
      expect.arrayContaining(API_FEATURES),
    );
  });
});
