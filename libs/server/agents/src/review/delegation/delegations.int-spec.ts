import { type DelegateCandidate, type Escalation, type Problem } from '@bureau/contracts';
import { ReviewApp, setStatus, type Wire } from '../review-test-app';

type Person = Awaited<ReturnType<ReviewApp['test']['signIn']>>;
type Answer = Escalation & Pick<Problem, 'detail'>;

describe('passing a decision on', () => {
  let review: ReviewApp;
  let user: Person;
  let ben: Person;
  let guest: Person;

  beforeAll(async () => {
    review = await ReviewApp.start();
    user = await review.test.signIn('user');
    ben = await review.test.signIn('user');
    guest = await review.test.signIn('guest');
  });
  afterAll(() => review.close());

  async function proposed(
    count = 1,
  ): Promise<{ set: number; task: number; escalation: number; ids: number[] }> {
    const ids = await review.addRecords(...Array.from({ length: count }, () => ({})));
    const task = await review.addTask(user.user_id);
    const { change_set, escalation_id } = await review.proposeAsAgent(task, user.user_id, setStatus(ids));
    return { set: change_set.id, task, escalation: escalation_id ?? 0, ids };
  }
  const pass = (id: number, to: number, who = user, reason = 'On leave') =>
    who.http.post<Wire>(`/change-sets/${id}/delegate`, { user_id: to, reason });
  const passQuestion = (id: number, to: number, who = user) =>
    who.http.post<Answer>(`/escalations/${id}/delegate`, { user_id: to });
  const vote = (id: number, who: Person, decision = 'approve') =>
    who.http.post<Wire>(`/change-sets/${id}/decision`, { decision });

  async function question(kind = 'question'): Promise<number> {
    const task = await review.addTask(user.user_id);
    const [row] = await review.sql<{ id: number }>(
      `insert into escalations (kind, title, detail, agent_task_id, assigned_to, due_at, escalate_at)
       values ($2, 'Which one?', '', $1, $3, now() + interval '1 day', now() + interval '1 minute') returning id`,
      [task, kind, user.user_id],
    );
    return Number(row?.id);
  }

  describe('on a change set', () => {
    it('gives sight and vote of that set, and of no other', async () => {
      const [mine, other] = [await proposed(), await proposed()];
      expect((await ben.http.get(`/change-sets/${mine.set}`)).status).toBe(404);
      const passed = await pass(mine.set, ben.user_id);
      expect([passed.status, passed.body.delegated_to]).toEqual([200, ben.user_id]);

      expect((await ben.http.get<Wire>(`/change-sets/${mine.set}`)).body.decision_blocked).toBeNull();
      const seen = await ben.http.get<Wire[]>('/change-sets');
      expect(seen.body.map(({ id }) => id)).toEqual([mine.set]);
      const asked = await ben.http.get<Escalation[]>(`/escalations?delegated_to=${ben.user_id}&status=open`);
      expect(asked.body.map(({ id }) => id)).toEqual([mine.escalation]);
      expect((await vote(other.set, ben)).status).toBe(404);
      expect((await vote(mine.set, ben)).body).toMatchObject({
        status: 'committed',
        decided_by: ben.user_id,
      });
      expect((await review.record(mine.ids[0] ?? 0)).status).toBe('inactive');
    });

    it('is in the audit log, among the task’s events, and tells the person once', async () => {
      const { set, task, escalation } = await proposed();
      await pass(set, ben.user_id);
      const audit = await review.sql(
        `select user_id, reason, new_values from audit_logs where action = 'change_set.delegate' and entity_id = $1`,
        [set],
      );
      expect(audit).toEqual([
        { user_id: user.user_id, reason: 'On leave', new_values: { delegated_to: ben.user_id } },
      ]);
      const events = await review.sql(
        `select type, data from agent_task_events where task_id = $1 order by seq desc limit 1`,
        [task],
      );
      expect(events).toMatchObject([
        {
          type: 'escalation.opened',
          data: { escalation_id: escalation, delegated_to: ben.user_id, by: user.user_id },
        },
      ]);
      const told = await review.sql(
        `select topic from outbox where payload->>'change' = 'delegated' and payload->>'id' = any($1) order by id`,
        [[String(set), String(escalation)]],
      );
      expect(told).toEqual([{ topic: 'change_set.changed' }, { topic: 'escalation.changed' }]);
    });

    it('leaves those who were asked their vote, and takes that of whoever had it before', async () => {
      const { set } = await proposed();
      const carl = await review.test.signIn('user');
      await pass(set, ben.user_id);
      expect((await pass(set, carl.user_id, ben)).status).toBe(404);
      expect((await ben.http.get(`/change-sets/${set}`)).status).toBe(404);
      expect((await vote(set, user)).body.status).toBe('committed');
    });

    it('lets somebody else approve a high risk, but nobody whose vote would not count', async () => {
      const { set } = await proposed(1_001);
      const admin = await review.test.signIn('admin');
      const back = await pass(set, user.user_id, admin);
      expect([back.status, back.body.code]).toEqual([422, 'DELEGATE_UNFIT']);
      expect((await pass(set, ben.user_id)).status).toBe(200);
      expect((await ben.http.get<Wire>(`/change-sets/${set}`)).body.decision_blocked).toBeNull();
    });

    it('takes only somebody active, who may decide, and is somebody else', async () => {
      const { set } = await proposed();
      const idle = await review.test.signIn('user');
      await review.sql('update users set is_active = false where id = $1', [idle.user_id]);
      for (const to of [user.user_id, guest.user_id, idle.user_id, 2_147_483_647]) {
        const { status, body } = await pass(set, to);
        expect([status, body.code, body.errors?.[0]?.pointer]).toEqual([422, 'DELEGATE_UNFIT', '/user_id']);
      }
      expect((await pass(set, 0)).status).toBe(400);
      await pass(set, ben.user_id);
      expect((await pass(set, ben.user_id)).status).toBe(422);
    });

    it('is for those who may decide themselves, while it is open, on what they saw', async () => {
      const { set } = await proposed();
      expect((await pass(set, user.user_id, ben)).status).toBe(404);
      expect((await pass(set, ben.user_id, guest)).status).toBe(403);
      const stale = await user.http.post(
        `/change-sets/${set}/delegate`,
        { user_id: ben.user_id },
        { 'if-match': '"7"' },
      );
      expect(stale.status).toBe(412);
      await vote(set, user, 'reject');
      expect((await pass(set, ben.user_id)).status).toBe(409);
    });

    it('offers the people who may decide', async () => {
      const { set } = await proposed();
      const { body } = await user.http.get<DelegateCandidate[]>(`/change-sets/${set}/delegates`);
      const ids = body.map(({ id }) => id);
      expect(ids).toContain(ben.user_id);
      expect(ids).not.toContain(user.user_id);
      expect(ids).not.toContain(guest.user_id);
      expect((await user.http.get(`/change-sets/${set}/delegates?q=nobody%20at%20all`)).body).toEqual([]);
      expect((await ben.http.get(`/change-sets/${set}/delegates`)).status).toBe(404);
    });
  });

  describe('on a question', () => {
    it('lets that person answer it, with the whole time for it', async () => {
      const id = await question('failure');
      expect((await ben.http.get(`/escalations/${id}`)).status).toBe(404);
      const passed = await passQuestion(id, ben.user_id);
      expect([passed.status, passed.body.delegated_to]).toEqual([200, ben.user_id]);
      const [row] = await review.sql(
        `select escalate_at > now() + interval '23 hours' as later from escalations where id = $1`,
        [id],
      );
      expect(row).toEqual({ later: true });
      const answer = await ben.http.post<Answer>(`/escalations/${id}/decision`, { decision: 'dismiss' });
      expect([answer.status, answer.body.decided_by]).toEqual([200, ben.user_id]);
      expect((await passQuestion(id, ben.user_id)).status).toBe(409);
    });

    it('passes an approval on with its change set', async () => {
      const { set, escalation } = await proposed();
      expect((await passQuestion(escalation, ben.user_id)).body.delegated_to).toBe(ben.user_id);
      expect((await vote(set, ben)).body.status).toBe('committed');
    });

    it('is refused for others, and for people who are asked already', async () => {
      const id = await question();
      expect((await passQuestion(id, user.user_id, ben)).status).toBe(404);
      expect((await passQuestion(id, guest.user_id)).status).toBe(422);
      await passQuestion(id, ben.user_id);
      expect((await passQuestion(id, user.user_id, ben)).status).toBe(422);
      expect((await passQuestion(id, ben.user_id)).status).toBe(422);
      const offered = await user.http.get<DelegateCandidate[]>(`/escalations/${id}/delegates`);
      expect(offered.body.map((one) => one.id)).toContain(ben.user_id);
    });
  });
});
