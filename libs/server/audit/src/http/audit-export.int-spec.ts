import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type AuditLog } from '@bureau/contracts';
import { Database } from '@bureau/platform';
import { type Answer, type HttpClient, testApp, type TestApp } from '@bureau/testing';
import { parse } from 'csv-parse/sync';
import { AuditHttpModule } from '../audit-http.module';
import { CheckpointFile } from '../checkpoints/checkpoint-file';
import { signingKey } from '../checkpoints/signing-key';
import { AuditSealer } from '../seals/audit-sealer';

const ROWS = 1_203;
const VERIFIER = join(__dirname, '../../../../../tools/audit/verify-export.mjs');

describe('exports of the audit log', () => {
  let test: TestApp;
  let operator: HttpClient;
  let folder: string;

  beforeAll(async () => {
    test = await testApp([AuditHttpModule]);
    operator = (await test.signIn('operator')).http;
    const { auditCheckpoints: path } = test.config;
    folder = dirname(path);
    const sealer = new AuditSealer(
      test.app.get(Database),
      new CheckpointFile(path),
      signingKey(null, path),
      100,
    );
    await test.database.sql(
      `insert into audit_logs (action, entity_type, entity_id, new_values, reason, actor_type, actor_name, ip)
       select 'entity.' || case when n % 3 = 0 then 'create' else 'update' end, 'entity', n,
         jsonb_build_object('name', 'é "' || n, 'price', 1.50, 'deep', jsonb_build_array(n, null)), '=HYPERLINK("x")', 'user', 'Ana', '::1'
       from generate_series(1, $1) n`,
      [ROWS - 3],
    );
    while ((await sealer.run())?.more);
    await test.database.sql(
      `insert into audit_logs (action, entity_type, actor_type) select 'entity.create', 'entity', 'system' from generate_series(1, 3)`,
    );
    mkdirSync(folder, { recursive: true });
  });
  afterAll(async () => {
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function listed(query: string): Promise<AuditLog[]> {
    const rows: AuditLog[] = [];
    for (let path: string | undefined = `/audit-logs?limit=200&${query}`; path;) {
      const answer: Answer<AuditLog[]> = await operator.get<AuditLog[]>(path);
      rows.push(...answer.body);
      path = /<\/api\/v1([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    return rows;
  }

  const ndjson = async (query: string) => {
    const { body } = await operator.get<string>(`/audit-logs/export?format=ndjson&${query}`);
    return body;
  };
  const entriesOf = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; row: AuditLog; rows: number });

  function verified(text: string, withKey = true): string {
    const file = join(folder, 'export.ndjson');
    writeFileSync(file, text);
    const key = withKey ? ['--key', join(folder, 'audit-signing-key.pub.pem')] : [];
    return spawnSync(process.execPath, [VERIFIER, file, ...key], { encoding: 'utf8', env: {} }).stdout;
  }

  it.each([
    'entity_type=entity',
    'entity_type=entity&action=entity.create&sort=timestamp,id',
    'entity_id[gt]=1190',
  ])('have exactly the rows of the list with %s', async (query) => {
    const rows = await listed(query);
    const entries = entriesOf(await ndjson(query));
    expect(entries.filter(({ type }) => type === 'row').map(({ row }) => row)).toEqual(rows);
    expect(entries.at(-1)).toEqual({ type: 'end', rows: rows.length });
    const csv = await operator.get<string>(`/audit-logs/export?${query}`);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-[\d-]+\.csv"$/);
    const cells = parse(csv.body, { columns: true }) as Record<string, string>[];
    expect(cells.map(({ id }) => Number(id))).toEqual(rows.map(({ id }) => id));
    expect(cells.map((cell) => cell['new_values'])).toEqual(
      rows.map(({ new_values }) => (new_values ? JSON.stringify(new_values) : '')),
    );
  });

  it('take the formulas out of CSV', async () => {
    const { body } = await operator.get<string>('/audit-logs/export?format=csv&entity_id=1');
    expect(body).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('are audited, and do not hold their own audit row', async () => {
    const before = await listed('action=audit_log.export');
    const text = await ndjson('action=audit_log.export');
    expect(entriesOf(text).at(-1)).toEqual({ type: 'end', rows: before.length });
    const [own] = await listed('action=audit_log.export');
    expect(own).toMatchObject({
      actor: { type: 'user' },
      entity_type: 'audit_log',
      new_values: { format: 'ndjson', filter: 'action=audit_log.export' },
    });
  });

  it('refuse what has no meaning for them, before anything is written', async () => {
    for (const query of ['format=xlsx', 'limit=5', 'cursor=x', 'count=exact', 'colour=red'])
      expect([query, (await operator.get(`/audit-logs/export?${query}`)).status]).toEqual([query, 400]);
    const { http } = await test.signIn('user');
    expect((await http.get('/audit-logs/export')).status).toBe(403);
  });

  it('are verified by a program that knows nothing of ours', async () => {
    const text = await ndjson('entity_type=entity');
    expect(verified(text)).toBe(
      `${ROWS} rows in 12 seals, 3 of them too new to have a seal: nothing was altered (signatures checked).\n`,
    );
    expect(verified(text, false)).toContain('signatures NOT checked');
    expect(verified(await ndjson('entity_id[in]=3,700,1100&sort=id'))).toContain(
      '3 rows in 3 seals: nothing',
    );
  });

  it('show every change to the file', async () => {
    const text = await ndjson('entity_id[gt]=1090&entity_id[lte]=1110');
    const lines = text.trimEnd().split('\n');
    const changed = (change: (line: string) => string | null, at: number) =>
      verified(lines.flatMap((line, i) => (i === at ? (change(line) ?? []) : line)).join('\n') + '\n');
    const row = lines.findIndex((line) => line.startsWith('{"type":"row"'));
    const seal = lines.findIndex((line) => line.startsWith('{"type":"seal"'));
    expect(changed((line) => line.replace('"user_id":null', '"user_id":4'), row)).toMatch(
      /^ALTERED: Row \d+: what is shown/,
    );
    expect(changed((line) => line.replaceAll('Ana', 'Bea'), row)).toMatch(
      /^ALTERED: Row \d+: what it says of its actor/,
    );
    expect(changed((line) => line.replace(/"index":\d+/, '"index":0'), row)).toMatch(/^ALTERED: Row/);
    expect(changed((line) => line.replace(/rows=\d+/, 'rows=7'), seal)).toMatch(/^ALTERED: Seal \d+/);
    expect(changed((line) => line.replace(/"signature":"...../, '"signature":"AAAAA'), seal)).toMatch(
      /signature does not fit/,
    );
    expect(changed(() => null, row)).toMatch(/should hold 20 rows, and holds 19/);
    expect(changed(() => null, lines.length - 1)).toMatch(/its end is missing/);
  });
});
