import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES } from './models/offline/sayings';
import { AgentOffice } from './testing/agent-office';

const PAGE = readFileSync(join(__dirname, '../../../../docs/offline-model.md'), 'utf8');

/** The requests of the page's tables, with what the page says that they lead to. */
const DOCUMENTED = [...PAGE.matchAll(/^\| `(.+)` \| (answers|proposes|asks|declines) \|$/gm)].map(
  ([, request = '', leadsTo = '']) => [request, leadsTo] as const,
);

const PHRASES: Readonly<Record<string, RegExp>> = {
  asks: /Nothing was done|Choose them/,
  declines: /I do not understand/,
};

describe('docs/offline-model.md', () => {
  let office: AgentOffice;
  let user: Awaited<ReturnType<AgentOffice['signIn']>>;

  beforeAll(async () => {
    office = await AgentOffice.open();
    await office.hire();
    user = await office.signIn();
    await office.addRecords(
      {
        name: '0install-core',
        metadata: { section: 'admin', installed_size_kb: 7956, homepage: 'https://0install.net/' },
      },
      {
        name: 'adduser',
        metadata: { section: 'admin', installed_size_kb: 686, homepage: 'http://0install.net' },
      },
      { name: 'libx11-6', metadata: { section: 'libs', installed_size_kb: 1575 } },
      { name: 'nginx', metadata: { section: 'net', installed_size_kb: 1308 } },
      { name: 'gdb-dbg', status: 'draft', metadata: { section: 'devel' } },
      { name: 'old', status: 'archived' },
    );
    const ada = await office.signIn();
    await office.sql(`update users set full_name = 'Ada Lovelace' where id = $1`, [ada.user_id]);
    await office.sql(`update entities set type = 'package' where name = 'nginx'`);
  });
  afterAll(() => office.close());

  it('has examples of every kind, and all that the model itself names', () => {
    expect(DOCUMENTED.length).toBeGreaterThan(25);
    const requests = DOCUMENTED.map(([request]) => request);
    for (const { example } of EXAMPLES) expect(requests).toContain(example);
  });

  it.each(DOCUMENTED)('%s %s', async (request, leadsTo) => {
    const task = await office.ask(user.http, request);
    const end = await office.until(
      user.http,
      task.id,
      leadsTo === 'proposes' ? 'waiting_approval' : 'completed',
    );
    if (leadsTo === 'proposes') {
      const set = await office.proposalOf(user.http, task.id);
      expect(set.item_count).toBeGreaterThan(0);
      await user.http.post(`/change-sets/${set.id}/decision`, { decision: 'reject' });
      return;
    }
    expect(end.result).toContain('offline model');
    expect(end.result).toMatch(PHRASES[leadsTo] ?? /./);
    if (leadsTo === 'answers')
      for (const phrase of Object.values(PHRASES)) expect(end.result).not.toMatch(phrase);
    else expect(end.usage.tool_calls).toBe(0);
  });
});
