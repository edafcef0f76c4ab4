import { ReviewApp, type Wire } from '../review/review-test-app';

type Person = Awaited<ReturnType<ReviewApp['test']['signIn']>>;

describe('votes by risk', () => {
  let review: ReviewApp;
  let admin: Person;
  let second: Person;

  beforeAll(async () => {
    review = await ReviewApp.start();
    [admin, second] = await Promise.all([review.test.signIn('admin'), review.test.signIn('admin')]);
  });
  afterAll(() => review.close());

  const decide = (set: { id: number }, body: object, as: Person) =>
    as.http.post<Wire>(`/change-sets/${set.id}/decision`, body);

  async function proposeDeletions(count: number): Promise<Wire & { ids: number[] }> {
    const ids = await review.addRecords(...Array.from({ length: count }, () => ({})));
    const items = ids.map((entity_id) => ({ operation: 'delete', entity_id }));
    return { ...(await admin.http.post<Wire>('/change-sets', { title: 'Delete', items })).body, ids };
  }

  it('high needs somebody else, and tells the requester so', async () => {
    const set = await proposeDeletions(26);
    expect([set.risk, set.required_decisions]).toEqual(['high', 1]);
    expect(set.decision_blocked).toMatch(/somebody else/);
    const own = await decide(set, { decision: 'approve' }, admin);
    expect([own.status, own.body.code]).toEqual([403, 'PERMISSION_DENIED']);
    const refused = await review.sql(
      `select outcome, user_id, reason from audit_logs where action = 'change_set.decide' and entity_id = $1`,
      [set.id],
    );
    expect(refused).toMatchObject([{ outcome: 'refused', user_id: admin.user_id }]);
    expect((await decide(set, { decision: 'approve' }, second)).body.status).toBe('committed');
    expect((await review.record(set.ids[0] ?? 0)).deleted).toBe(true);
    const [audit] = await review.audit(set.id);
    expect(audit).toMatchObject({
      action: 'entity.delete',
      user_id: admin.user_id,
      approved_by: second.user_id,
    });
  });

  it('high needs somebody who showed a moment ago who they are; rejecting does not', async () => {
    const set = await proposeDeletions(26);
    const late = await review.test.signIn('admin');
    await review.sql(`update sessions set stepped_up_at = now() - interval '11 minutes' where id = $1`, [
      late.session_id,
    ]);
    const refused = await decide(set, { decision: 'approve' }, late);
    expect([refused.status, refused.body.code]).toEqual([403, 'STEP_UP_REQUIRED']);
    expect((await review.record(set.ids[0] ?? 0)).deleted).toBe(false);
    expect((await decide(set, { decision: 'reject' }, late)).body.status).toBe('rejected');
  });

  it('critical needs two, each with one vote on the same content', async () => {
    const third = await review.test.signIn('admin');
    const set = await proposeDeletions(501);
    expect([set.risk, set.required_decisions]).toEqual(['critical', 2]);
    const first = await decide(set, { decision: 'approve' }, second);
    expect(first.body).toMatchObject({
      status: 'proposed',
      version: 2,
      decisions: [{ user_id: second.user_id }],
    });
    const again = await decide(set, { decision: 'approve' }, second);
    expect([again.status, again.body.code]).toEqual([409, 'ALREADY_VOTED']);
    expect((await review.record(set.ids[0] ?? 0)).deleted).toBe(false);
    expect((await decide(set, { decision: 'approve' }, third)).body).toMatchObject({ status: 'committed' });
    expect((await review.record(set.ids[500] ?? 0)).deleted).toBe(true);
  });

  it('a vote on a part counts for that part alone', async () => {
    const third = await review.test.signIn('admin');
    const set = await proposeDeletions(501);
    const page = await admin.http.get<{ id: number }[]>(`/change-sets/${set.id}/items?limit=1`);
    const spared = page.body[0]?.id;
    await decide(set, { decision: 'approve' }, second);
    const part = await decide(
      set,
      { decision: 'approve', items: [{ id: spared, decision: 'reject' }] },
      third,
    );
    expect(part.body).toMatchObject({ status: 'proposed', decisions: [{ user_id: third.user_id }] });
    expect((await decide(set, { decision: 'approve' }, third)).body.code).toBe('ALREADY_VOTED');
    expect((await decide(set, { decision: 'approve' }, second)).body.status).toBe('committed');
    expect((await review.record(set.ids[0] ?? 0)).deleted).toBe(false);
    expect((await review.record(set.ids[1] ?? 0)).deleted).toBe(true);
  });

  it('one rejection ends it', async () => {
    const set = await proposeDeletions(501);
    await decide(set, { decision: 'approve' }, second);
    expect((await decide(set, { decision: 'reject' }, admin)).body.status).toBe('rejected');
  });
});
