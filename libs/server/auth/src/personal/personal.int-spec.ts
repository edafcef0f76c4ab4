import { type Problem, type SavedView } from '@bureau/contracts';
import { type HttpClient, testApp, type TestApp } from '@bureau/testing';
import { AuthHttpModule } from '../auth-http.module';

describe('views and preferences', () => {
  let test: TestApp;
  let ana: HttpClient;
  let ben: HttpClient;

  beforeAll(async () => {
    test = await testApp([AuthHttpModule]);
    ana = (await test.signIn('user')).http;
    ben = (await test.signIn('guest')).http;
  });
  afterAll(() => test.close());

  const save = (who: HttpClient, values: object) =>
    who.post<SavedView>('/views', {
      resource: 'entities',
      query: { status: 'draft', columns: ['name'] },
      ...values,
    });

  it('are one’s own until they are shared', async () => {
    const own = await save(ana, { name: 'Drafts' });
    expect(own.status).toBe(201);
    expect(own.headers.get('location')).toBe(`/api/v1/views/${own.body.id}`);
    expect(own.body).toMatchObject({
      resource: 'entities',
      name: 'Drafts',
      query: { status: 'draft', columns: ['name'] },
      shared: false,
      owner_name: 'Test user',
      version: 1,
    });
    expect((await ben.get(`/views/${own.body.id}`)).status).toBe(404);
    expect((await ben.get<SavedView[]>('/views?resource=entities')).body).toEqual([]);
    const shared = await ana.patch<SavedView>(
      `/views/${own.body.id}`,
      { shared: true },
      { 'if-match': '"1"' },
    );
    expect(shared.body).toMatchObject({ shared: true, version: 2 });
    expect((await ben.get<SavedView[]>('/views?resource=entities')).body).toMatchObject([
      { id: own.body.id },
    ]);
    expect((await ben.get<SavedView[]>('/views?resource=agent-tasks')).body).toEqual([]);
  });

  it('are changed by their owner alone, under their version', async () => {
    const { body } = await save(ana, { name: 'Mine', shared: true });
    expect((await ben.put(`/views/${body.id}`, { name: 'Stolen' })).status).toBe(403);
    expect((await ben.delete(`/views/${body.id}`)).status).toBe(403);
    const renamed = await ana.put<SavedView>(`/views/${body.id}`, { name: 'Ours', query: { sort: 'name' } });
    expect(renamed.body).toMatchObject({ name: 'Ours', query: { sort: 'name' }, shared: true });
    expect((await ana.put(`/views/${body.id}`, { name: 'Late' }, { 'if-match': '"1"' })).status).toBe(412);
    expect((await ana.delete(`/views/${body.id}`)).status).toBe(204);
    expect((await ana.get(`/views/${body.id}`)).status).toBe(404);
  });

  it('have a name that is free among the owner’s, and a query of bounded size', async () => {
    await save(ana, { name: 'Taken' });
    const again = await save(ana, { name: 'Taken' });
    expect([again.status, (again.body as unknown as Problem).code]).toEqual([409, 'VIEW_NAME_TAKEN']);
    expect((await save(ben, { name: 'Taken' })).status).toBe(201);
    for (const wrong of [
      { name: ' ' },
      { name: 'x', query: [] },
      { name: 'x', query: { a: 'x'.repeat(17_000) } },
      { name: 'x', query: { a: Array.from({ length: 8_100 }, () => 1) } }, // fits, but not as PostgreSQL spells it
      { name: 'x', resource: 'No Such' },
      { name: 'x', owner_id: 1 },
      { name: 'x', shared: null },
    ])
      expect([JSON.stringify(wrong).slice(0, 40), (await save(ana, wrong)).status]).toEqual([
        JSON.stringify(wrong).slice(0, 40),
        400,
      ]);
  });

  it('keeps preferences for oneself', async () => {
    expect((await ana.get('/auth/me/preferences')).body).toEqual({});
    const kept = { density: 'compact', constructor: { views: { entities: 3 } } };
    expect((await ana.put('/auth/me/preferences', kept)).body).toEqual(kept);
    expect((await ana.get('/auth/me/preferences')).body).toEqual(kept);
    expect((await ben.get('/auth/me/preferences')).body).toEqual({});
    expect((await ana.put('/auth/me/preferences', {})).body).toEqual({});
    for (const wrong of [[], null, 'x', { a: 'x'.repeat(17_000) }])
      expect((await ana.put<Problem>('/auth/me/preferences', wrong)).status).toBe(400);
  });
});
