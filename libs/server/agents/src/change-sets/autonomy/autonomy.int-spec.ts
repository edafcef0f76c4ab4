import { type AutoApproveRule, type ProposeChangeSet } from '@bureau/contracts';
import { Database } from '@bureau/platform';
import { AgentPolicies } from '../../agents/agent-policies.service';
import { ReviewApp, setStatus, type Wire } from '../../review/review-test-app';

type Person = Awaited<ReturnType<ReviewApp['test']['signIn']>>;

const STATUS: AutoApproveRule = { operation: 'update', field: 'status', max_risk: 'medium', max_items: 2 };

describe('changes that policy lets through', () => {
  let review: ReviewApp;
  let user: Person;
  let task: number;

  beforeAll(async () => {
    review = await ReviewApp.start();
    user = await review.test.signIn('user');
  });
  afterAll(() => review.close());
  beforeEach(async () => {
    task = await review.addTask(user.user_id);
    await review.sql(`update agent_tasks set model = 'a-model' where id = $1`, [task]);
    await grant([STATUS]);
  });

  const grant = (auto_approve: AutoApproveRule[]) =>
    review.test.app.get(AgentPolicies).change('curator', { enabled: true, auto_approve }, null);
  const propose = (proposal: ProposeChangeSet) => review.proposeAsAgent(task, user.user_id, proposal);
  const statuses = (ids: number[]) => Promise.all(ids.map(async (id) => (await review.record(id)).status));

  it('are made in the transaction that proposes them, and nobody is asked', async () => {
    const ids = await review.addRecords({}, {});
    const { version } = await grant([STATUS]);
    const { change_set, policy, escalation_id } = await propose(setStatus(ids));
    expect([policy, escalation_id]).toEqual([version, null]);
    expect(await statuses(ids)).toEqual(['inactive', 'inactive']);
    const set = await user.http.get<Wire>(`/change-sets/${change_set.id}`);
    expect(set.body).toMatchObject({ status: 'committed', decided_by: null, decisions: [] });
    expect(set.body.items?.map(({ decision }) => decision)).toEqual(['approve', 'approve']);

    const audit = await review.sql(
      `select actor_type, actor_name, user_id, approved_by, reason from audit_logs where action = 'change_set.commit' and entity_id = $1`,
      [change_set.id],
    );
    const who = { actor_type: 'agent', actor_name: 'curator', user_id: user.user_id, approved_by: null };
    expect(audit).toEqual([{ ...who, reason: `policy v${version}` }]);
    expect(await review.audit(change_set.id)).toMatchObject([
      { action: 'entity.update', ...who },
      { action: 'entity.update', ...who },
    ]);
    const events = await review.sql(
      `select type, data from agent_task_events where task_id = $1 order by seq`,
      [task],
    );
    expect(events).toMatchObject([
      { type: 'change_set.proposed' },
      { type: 'escalation.decided', data: { decision: 'approve', by: null, policy: version } },
    ]);
    const told = await review.sql(
      `select payload->>'change' as change from outbox where topic = 'change_set.changed' and payload->>'id' = $1 order by id`,
      [String(change_set.id)],
    );
    expect(told).toEqual([{ change: 'governed' }, { change: 'updated' }]);
  });

  it('leave fields to be looked at, as what nobody saw', async () => {
    const [id = 0] = await review.addRecords({});
    await propose(setStatus([id]));
    const [row] = await review.sql('select unreviewed from entities where id = $1', [id]);
    expect(JSON.stringify(row)).toContain('status');
  });

  it('are asked for where one of them is not covered', async () => {
    const [one = 0, two = 0, three = 0] = await review.addRecords({}, {}, {});
    const mixed = setStatus([one]);
    mixed.items.push({ operation: 'delete', entity_id: two });
    for (const proposal of [mixed, setStatus([one, two, three])]) {
      const { change_set, policy, escalation_id } = await propose(proposal);
      expect([change_set.status, policy]).toEqual(['proposed', null]);
      expect(escalation_id).toEqual(expect.any(Number));
    }
    expect(await statuses([one, two, three])).toEqual(['active', 'active', 'active']);
  });

  it('are asked for at once when the rule is taken away, also while somebody proposes', async () => {
    const ids = await review.addRecords({});
    let proposal: Promise<Awaited<ReturnType<typeof propose>>> | undefined;
    await review.test.app.get(Database).transaction(async (tx) => {
      await tx.query({
        text: `update agent_policies set settings = settings || '{"auto_approve": []}', version = version + 1`,
      });
      proposal = propose(setStatus(ids));
      // it has seen the rule, and waits for what becomes of it
      await waiting(review);
    });
    const proposed = await made(proposal);
    expect([proposed.change_set.status, proposed.policy]).toEqual(['proposed', null]);
    expect((await propose(setStatus(await review.addRecords({})))).policy).toBeNull();
    expect(await statuses(ids)).toEqual(['active']);
  });

  it('are asked for where the offline model works, and where the agent is switched off', async () => {
    await review.sql(`update agent_tasks set model = 'offline' where id = $1`, [task]);
    expect((await propose(setStatus(await review.addRecords({})))).policy).toBeNull();
    await review.sql(`update agent_tasks set model = 'a-model' where id = $1`, [task]);
    await review.test.app.get(AgentPolicies).change('curator', { enabled: false }, null);
    expect((await propose(setStatus(await review.addRecords({})))).policy).toBeNull();
  });

  it('are asked for where the commit finds a reason against them', async () => {
    const [id = 0] = await review.addRecords({});
    const strict = `st${id}`;
    await review.sql(
      `insert into entity_types (name, title, schema) values ($1, $1, '{"type": "object", "required": ["owner"]}')`,
      [strict],
    );
    await grant([{ operation: 'update', max_risk: 'medium', max_items: 5 }]);
    const changes = [{ field: 'type', to: strict }];
    const item = { operation: 'update' as const, entity_id: id, changes };
    const result = await propose({ title: 'T', items: [item] }).catch((error: unknown) => error);
    expect(result).toMatchObject({ change_set: { status: 'proposed' }, policy: null });
    expect((await review.record(id)).version).toBe(1);
  });

  it('of people are never made so', async () => {
    const { body } = await user.http.post<Wire>('/change-sets', setStatus(await review.addRecords({})));
    expect(body.status).toBe('proposed');
  });

  it('can be taken back like any other', async () => {
    const ids = await review.addRecords({});
    const { change_set } = await propose(setStatus(ids));
    const inverse = await user.http.post<Wire>(`/change-sets/${change_set.id}/revert`, {});
    expect(inverse.status).toBe(201);
    await user.http.post(`/change-sets/${inverse.body.id}/decision`, { decision: 'approve' });
    expect(await statuses(ids)).toEqual(['active']);
  });
});

/** Until somebody waits for a lock. */
async function waiting(review: ReviewApp): Promise<void> {
  for (;;) {
    const rows = await review.sql(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
  }
}

async function made<T>(proposal: Promise<T> | undefined): Promise<T> {
  if (!proposal) throw new Error('nothing was proposed');
  return proposal;
}
