import { type TestApp } from '@bureau/testing';
import { AuthDesk, codeOf } from '../testing/auth-desk';

describe('refreshing', () => {
  let desk: AuthDesk;
  let test: TestApp;

  beforeAll(async () => {
    desk = await AuthDesk.open();
    test = desk.test;
  });
  afterAll(() => test.close());

  /** The session's chain as if its last refresh had been so long ago. */
  async function age(sessionId: number, seconds: number): Promise<void> {
    await test.database.sql(
      `update refresh_tokens set used_at = used_at - make_interval(secs => $2) where session_id = $1`,
      [sessionId, seconds],
    );
  }

  it('trades the token for another, and the session goes on', async () => {
    const { id, tokens } = await desk.signedIn();
    const { status, body } = await desk.refresh(tokens.refresh_token);
    expect(status).toBe(200);
    expect(body.refresh_token).not.toBe(tokens.refresh_token);
    expect(body.user.id).toBe(id);
    expect((await desk.as(body).get('/auth/me')).status).toBe(200);
  });

  it('keeps only hashes', async () => {
    const { tokens } = await desk.signedIn();
    const rows = await test.database.sql<{ t: string }>(
      `select encode(token_hash, 'escape') || encode(token_hash, 'base64') as t from refresh_tokens`,
    );
    expect(rows.every(({ t }) => !t.includes(tokens.refresh_token ?? '?'))).toBe(true);
  });

  it('signs nobody out when ten refreshes race, and leaves one live token', async () => {
    const { id, tokens } = await desk.signedIn();
    const answers = await Promise.all(Array.from({ length: 10 }, () => desk.refresh(tokens.refresh_token)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(new Set(answers.map(({ body }) => body.refresh_token)).size).toBe(1);
    const session = await desk.sessionOf(id);
    const live = await test.database.sql(
      'select id from refresh_tokens where session_id = $1 and used_at is null',
      [session.id],
    );
    expect(live).toHaveLength(1);
    expect((await desk.refresh(answers[0]?.body.refresh_token)).status).toBe(200);
  });

  it('signs nobody out in fifty rounds of ten refreshes at once', async () => {
    const { tokens } = await desk.signedIn();
    let token = tokens.refresh_token;
    for (let round = 0; round < 50; round++) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => desk.refresh(token)));
      expect([round, answers.map(({ status }) => status)]).toEqual([round, Array(10).fill(200)]);
      token = answers[round % 10]?.body.refresh_token;
    }
    expect((await desk.refresh(token)).status).toBe(200);
  });

  it('gives whoever comes late in a race the youngest token', async () => {
    const { tokens } = await desk.signedIn();
    const second = (await desk.refresh(tokens.refresh_token)).body;
    const third = (await desk.refresh(second.refresh_token)).body;
    expect((await desk.refresh(tokens.refresh_token)).body.refresh_token).toBe(third.refresh_token);
  });

  it('ends the session when a used token comes back later', async () => {
    const { id, tokens } = await desk.signedIn();
    const next = (await desk.refresh(tokens.refresh_token)).body;
    const session = await desk.sessionOf(id);
    await age(session.id, 31);
    const reused = await desk.refresh(tokens.refresh_token);
    expect([reused.status, codeOf(reused)]).toEqual([401, 'REFRESH_TOKEN_REFUSED']);
    expect((await desk.refresh(next.refresh_token)).status).toBe(401);
    expect((await desk.as(next).get('/auth/me')).status).toBe(401);
    expect((await desk.sessionOf(id)).revoked_reason).toBe('token_reused');
    expect(await desk.alerts(id)).toEqual(['token_reused']);
    expect(
      await test.database.sql(
        `select outcome from audit_logs where action = 'session.token_reused' and entity_id = $1`,
        [session.id],
      ),
    ).toEqual([{ outcome: 'refused' }]);
    expect(
      await test.database.sql(
        `select payload from outbox where topic = 'session.changed' and (payload ->> 'id')::bigint = $1`,
        [session.id],
      ),
    ).toEqual([{ payload: { id: session.id, user_id: id, change: 'revoked' } }]);
  });

  it.each(['', 'x', 'x'.repeat(43)])('refuses the token "%s"', async (token) => {
    expect((await desk.refresh(token)).status).toBe(401);
  });

  it('ends with the session’s time and with the account', async () => {
    const [late, off] = [await desk.signedIn(), await desk.signedIn()];
    await test.database.sql(`update sessions set expires_at = now() - interval '1 s' where user_id = $1`, [
      late.id,
    ]);
    await test.database.sql('update users set is_active = false where id = $1', [off.id]);
    expect((await desk.refresh(late.tokens.refresh_token)).status).toBe(401);
    expect((await desk.refresh(off.tokens.refresh_token)).status).toBe(401);
  });

  it('never prolongs a session beyond its 30 days', async () => {
    const { id, tokens } = await desk.signedIn();
    await test.database.sql(
      `update sessions set created_at = now() - interval '29 days 23 h' where user_id = $1`,
      [id],
    );
    await desk.refresh(tokens.refresh_token);
    const [row] = await test.database.sql<{ left: number }>(
      `select extract(epoch from expires_at - now())::int as left from sessions where user_id = $1`,
      [id],
    );
    expect(row?.left).toBeLessThanOrEqual(3600);
  });
});
