import { type AgentTask, type ChangeSet } from '@bureau/contracts';
import { ScriptedLlm, text, toolCall } from '@bureau/testing';
import { AgentOffice } from '../testing/agent-office';

type Person = Awaited<ReturnType<AgentOffice['signIn']>>;

describe('the agents of the office', () => {
  let llm: ScriptedLlm;
  let office: AgentOffice;
  let user: Person;
  let ids: number[];

  beforeAll(async () => {
    llm = await ScriptedLlm.start();
    office = await AgentOffice.open(llm);
    await office.hire();
    user = await office.signIn();
    ids = await office.addRecords(
      { name: 'nginx', metadata: { section: 'net', size: 1308 } },
      { name: 'apache', metadata: { section: 'net', size: 2100 } },
      { name: 'unseen' },
    );
  });
  beforeEach(() => llm.reset());
  afterAll(async () => {
    await office.close();
    await llm.stop();
  });

  const toolResults = () =>
    (llm.requests.at(-1)?.messages ?? [])
      .filter(({ role }) => role === 'tool')
      .map(({ content }) => String(content));
  const work = async (agent: string, input = 'Work', person = user): Promise<AgentTask> => {
    const { id } = await office.ask(person.http, input, { agent });
    return office.until(person.http, id, 'completed', 'waiting_approval');
  };

  describe('analyst', () => {
    it('compares records and reads their history', async () => {
      const [nginx, apache] = ids;
      const items = [{ operation: 'update', entity_id: nginx, changes: [{ field: 'status', to: 'draft' }] }];
      const { body: set } = await user.http.post<ChangeSet>('/change-sets', { title: 'Draft', items });
      await user.http.post(`/change-sets/${set.id}/decision`, { decision: 'approve' });
      llm.say(
        {
          kind: 'tools',
          calls: [
            { id: 'c', name: 'compare_records', args: { ids: [nginx, apache] } },
            { id: 'h', name: 'read_history', args: { id: nginx } },
          ],
        },
        text('Compared.'),
      );
      await work('analyst');
      const [comparison, history] = toolResults().map((result) => JSON.parse(result) as object);
      expect(comparison).toMatchObject({ same: { 'metadata.section': 'net' } });
      expect(comparison).toHaveProperty('different', [
        { field: 'name', values: ['nginx', 'apache'] },
        { field: 'status', values: ['draft', 'active'] },
        { field: 'metadata.size', values: [1308, 2100] },
      ]);
      expect(history).toMatchObject({
        record_id: nginx,
        more: false,
        entries: [{ changes: [{ field: 'status', from: 'active', to: 'draft' }] }],
      });
    });

    it('refers to the records that it read, and to no others', async () => {
      const [nginx, apache, unseen] = ids;
      llm.say(
        toolCall('compare_records', { ids: [nginx, apache] }, 'c'),
        text(`[nginx](/records/${nginx}) is smaller than [unseen](/records/${unseen}).`),
      );
      const { id, result } = await work('analyst');
      const checked = `[nginx](/records/${nginx}) is smaller than unseen (record ${unseen}, not verified).`;
      expect(result).toBe(checked);
      const said = (await office.events(user.http, id)).find(({ type }) => type === 'message');
      expect(said?.data).toMatchObject({ text: checked });
    });

    it('has not read what a tool refused to show', async () => {
      const absent = 9_999_999;
      llm.say(toolCall('read_history', { id: absent }, 'h'), text(`It was [gone](/records/${absent}).`));
      expect((await work('analyst')).result).toBe(`It was gone (record ${absent}, not verified).`);
    });

    it('is told that it has no tool to change anything', async () => {
      llm.say(
        toolCall(
          'propose_changes',
          { title: 't', changes: [{ operation: 'delete', entity_id: ids[0] }] },
          'p',
        ),
        text('I cannot.'),
      );
      const { id } = await work('analyst');
      expect(toolResults()[0]).toContain('There is no tool propose_changes');
      expect(await office.sql('select 1 from change_sets where agent_task_id = $1', [id])).toEqual([]);
    });
  });

  describe('reporter', () => {
    const events = (taskId: number) =>
      office.sql<{ payload: { user_id: number; title: string } }>(
        `select payload from outbox where topic = 'agent_task.message' and (payload ->> 'id')::bigint = $1 order by id`,
        [taskId],
      );
    const nameOf = async (person: Person, name: string) => {
      await office.sql('update users set full_name = $2 where id = $1', [person.user_id, name]);
      const [row] = await office.sql<{ email: string }>('select email from users where id = $1', [
        person.user_id,
      ]);
      return row?.email ?? '';
    };

    it('proposes a report as a record, with the sources that it read', async () => {
      const [nginx, , unseen] = ids;
      llm.say(
        toolCall('get_record', { id: nginx }, 'g'),
        toolCall(
          'write_report',
          { title: 'Servers', body: `About [nginx](/records/${nginx}) and [x](/records/${unseen}).` },
          'w',
        ),
        text('The report is kept.'),
      );
      const waiting = await work('reporter');
      expect(waiting.status).toBe('waiting_approval');
      const set: ChangeSet = await office.proposalOf(user.http, waiting.id);
      expect(set).toMatchObject({ title: 'Report: Servers', agent: 'reporter', item_count: 1 });
      await user.http.post(`/change-sets/${set.id}/decision`, { decision: 'approve' });
      const done = await office.until(user.http, waiting.id, 'completed');
      expect(done.usage).toMatchObject({ records: 1, messages: 0 });
      const [report] = await office.sql(
        `select description, metadata from entities where type = 'report' and name = 'Servers'`,
      );
      expect(report).toEqual({
        description: `About [nginx](/records/${nginx}) and x (record ${unseen}, not verified).`,
        metadata: { format: 'markdown', sources: [nginx] },
      });
    });

    it('tells people by e-mail address or name, each once, and counts it', async () => {
      const [ada, bob] = [await office.signIn(), await office.signIn()];
      const address = await nameOf(ada, 'Ada Of The Test');
      await nameOf(bob, 'Bob Of The Test');
      const people = [address, 'bob of the test', 'Ada Of The Test'];
      llm.say(
        toolCall('notify_people', { people, title: 'Done', message: 'All in.', record_id: ids[0] }, 'n'),
        text('Told.'),
      );
      const { id, usage } = await work('reporter');
      expect(usage.messages).toBe(2);
      expect((await events(id)).map(({ payload }) => payload)).toEqual([
        expect.objectContaining({
          user_id: ada.user_id,
          title: 'Done',
          entity_id: ids[0],
          agent: 'reporter',
        }),
        expect.objectContaining({ user_id: bob.user_id }),
      ]);
      expect(
        await office.sql(
          `select actor_id, user_id, new_values -> 'people' as people from audit_logs where action = 'agent_task.notify' and agent_task_id = $1`,
          [id],
        ),
      ).toEqual([{ actor_id: 'reporter', user_id: user.user_id, people: [ada.user_id, bob.user_id] }]);
    });

    it.each<[string, (known: string) => { people: string[]; record_id?: number }, string]>([
      [
        'somebody unknown beside somebody known',
        (known) => ({ people: [known, 'nobody@example.org'] }),
        'There is no nobody@example.org',
      ],
      [
        'a name that several people have',
        () => ({ people: ['Twin Of The Test'] }),
        'Several people are called',
      ],
      ['somebody who may not see the record', (known) => ({ people: [known], record_id: 0 }), 'may not see'],
    ])('tells nobody where one is %s', async (_name, input, refusal) => {
      const [known, other] = [await office.signIn(), await office.signIn()];
      await nameOf(other, 'Twin Of The Test');
      const address = await nameOf(known, 'Twin Of The Test');
      const given = input(address);
      if (given.record_id === 0) {
        await office.sql(
          `insert into roles (name, permissions) select 'blind', array_remove(permissions, 'entity:read') from roles where name = 'user'`,
        );
        await office.sql(`update users set role = 'blind' where id = $1`, [known.user_id]);
        given.record_id = ids[0];
      }
      llm.say(toolCall('notify_people', { ...given, title: 't', message: 'm' }, 'n'), text('I could not.'));
      const { id, usage } = await work('reporter');
      expect(toolResults()[0]).toContain(refusal);
      expect(await events(id)).toEqual([]);
      expect(usage.messages).toBe(0);
    });

    it('stops at the limit of messages before anything is sent', async () => {
      const address = await nameOf(await office.signIn(), 'Limited Of The Test');
      const other = await nameOf(await office.signIn(), 'Other Of The Test');
      llm.say(toolCall('notify_people', { people: [address, other], title: 't', message: 'm' }, 'n'));
      const { id } = await office.ask(user.http, 'Tell', { agent: 'reporter', limits: { messages: 1 } });
      await office.until(user.http, id, 'waiting_input');
      expect(await events(id)).toEqual([]);
    });
  });
});
