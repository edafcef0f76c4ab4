import { type Entity, type Problem } from '@bureau/contracts';
import { type HttpClient, testApp, type TestApp } from '@bureau/testing';
import { EntitiesHttpModule } from '../entities-http.module';

interface AuditRow {
  action: string;
  outcome: string;
  entity_version: number;
  old_values: object | null;
  new_values: object | null;
  user_id: number;
}

function nested(depth: number): object {
  return depth === 0 ? {} : { a: nested(depth - 1) };
}

describe('records over HTTP', () => {
  let test: TestApp;
  let admin: HttpClient;
  let user: HttpClient;
  let userId: number;
  let guest: HttpClient;

  beforeAll(async () => {
    test = await testApp([EntitiesHttpModule]);
    admin = (await test.signIn('admin')).http;
    const person = await test.signIn('user');
    [user, userId] = [person.http, person.user_id];
    guest = (await test.signIn('guest')).http;
  });
  afterAll(() => test.close());

  const create = async (values: object) => (await user.post<Entity>('/entities', values)).body;
  const auditOf = (id: number) =>
    test.database.sql<AuditRow>(
      `select action, outcome, entity_version, old_values, new_values, user_id from audit_logs where entity_type = 'entity' and entity_id = $1 order by id`,
      [id],
    );
  const eventsOf = async (id: number) =>
    (
      await test.database.sql<{ payload: object }>(
        `select payload from outbox where topic = 'entity.changed' and (payload ->> 'id')::bigint = $1 order by id`,
        [id],
      )
    ).map((row) => row.payload);

  describe('creating', () => {
    it('answers 201 with the record, its address and its version, audited and told', async () => {
      const { status, body, headers } = await user.post<Entity>('/entities', {
        name: 'Server A',
        description: 'In the cellar',
        type: 'server',
        metadata: { rack: 4 },
      });
      expect(status).toBe(201);
      expect(headers.get('location')).toBe(`/api/v1/entities/${body.id}`);
      expect(headers.get('etag')).toBe('"1"');
      expect(body).toMatchObject({
        name: 'Server A',
        status: 'active',
        metadata: { rack: 4 },
        owner_id: userId,
        version: 1,
      });
      expect(body.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(await auditOf(body.id)).toMatchObject([
        { action: 'entity.create', outcome: 'success', user_id: userId },
      ]);
      expect(await eventsOf(body.id)).toEqual([{ id: body.id, change: 'created', version: 1, by: userId }]);
    });

    it('happens once under one Idempotency-Key', async () => {
      const headers = { 'idempotency-key': 'create-once' };
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => user.post<Entity>('/entities', { name: 'Once' }, headers)),
      );
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(answers.filter((one) => one.headers.get('idempotent-replayed') === 'true')).toHaveLength(4);
      expect((await user.post('/entities', { name: 'Other' }, headers)).status).toBe(422);
    });

    it.each<[string, object, string, string]>([
      ['no name', {}, '/name', 'REQUIRED'],
      ['an empty name', { name: '' }, '/name', 'IS_LENGTH'],
      ['a blank name', { name: '   ' }, '/name', 'MATCHES'],
      ['a name that is too long', { name: 'x'.repeat(256) }, '/name', 'IS_LENGTH'],
      ['a name that is no text', { name: 7 }, '/name', 'IS_STRING'],
      ['an unknown status', { name: 'x', status: 'lost' }, '/status', 'IS_IN'],
      ['metadata that is a list', { name: 'x', metadata: [] }, '/metadata', 'METADATA'],
      ['metadata above 64 KiB', { name: 'x', metadata: { a: 'x'.repeat(66_000) } }, '/metadata', 'METADATA'],
      ['half a character', { name: 'x', metadata: { a: '\ud800' } }, '', 'HALF_CHARACTER'],
      ['a body without end', { name: 'x', metadata: nested(101) }, '', 'TOO_DEEP'],
      ['an unknown field', { name: 'x', colour: 'red' }, '/colour', 'UNKNOWN_FIELD'],
      ['a field that is not theirs to set', { name: 'x', owner_id: 1 }, '/owner_id', 'UNKNOWN_FIELD'],
    ])('refuses %s', async (_, body, pointer, code) => {
      const answer = await user.post<Problem>('/entities', body);
      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer, code }));
    });

    it('takes any name for a field of the metadata', async () => {
      const metadata = {
        constructor: { prototype: 1 },
        toString: 'x',
        length: 3,
        nested: { constructor: 'Ford' },
      };
      const { status, body } = await user.post<Entity>('/entities', { name: 'Odd', metadata });
      expect([status, body.metadata]).toEqual([201, metadata]);
    });

    it('takes names of 255 characters beyond the basic plane', async () => {
      expect((await user.post('/entities', { name: '😀'.repeat(255) })).status).toBe(201);
    });
  });

  describe('reading one', () => {
    it('answers 304 to whoever has this version, after rights are checked', async () => {
      const { id } = await create({ name: 'Seen' });
      const headers = { 'if-none-match': 'W/"1"' };
      expect((await guest.get(`/entities/${id}`, headers)).status).toBe(304);
      expect((await test.anonymous.get(`/entities/${id}`, headers)).status).toBe(401);
      expect((await guest.get(`/entities/${id}`, { 'if-none-match': '"2"' })).status).toBe(200);
    });

    it.each(['999999', '0', 'abc', '99999999999999999999'])('answers 404 to the id %s', async (id) => {
      expect((await guest.get(`/entities/${id}`)).status).toBe(404);
    });
  });

  describe('changing', () => {
    it('keeps on PUT what is left out and replaces metadata', async () => {
      const { id } = await create({ name: 'Put', description: 'kept', metadata: { a: 1, b: 2 } });
      const { status, body, headers } = await user.put<Entity>(`/entities/${id}`, {
        name: 'Put 2',
        metadata: { c: 3 },
      });
      expect([status, headers.get('etag')]).toEqual([200, '"2"']);
      expect(body).toMatchObject({ name: 'Put 2', description: 'kept', metadata: { c: 3 }, version: 2 });
      expect((await auditOf(id)).at(-1)).toMatchObject({
        action: 'entity.update',
        entity_version: 2,
        old_values: { name: 'Put', metadata: { a: 1, b: 2 } },
        new_values: { name: 'Put 2', metadata: { c: 3 } },
      });
    });

    it('merges on PATCH, null takes away', async () => {
      const { id } = await create({
        name: 'Merge',
        description: 'x',
        metadata: { a: 1, deep: { b: 2, c: 3 } },
      });
      const { body } = await user.patch<Entity>(`/entities/${id}`, {
        description: null,
        metadata: { a: null, deep: { b: 9 } },
      });
      expect(body).toMatchObject({ description: null, metadata: { deep: { b: 9, c: 3 } }, version: 2 });
      expect((await user.patch(`/entities/${id}`, { name: null })).status).toBe(400);
    });

    it('refuses a merge whose result is too large', async () => {
      const { id } = await create({ name: 'Large', metadata: { a: 'x'.repeat(40_000) } });
      const { status, body } = await user.patch<Problem>(`/entities/${id}`, {
        metadata: { b: 'x'.repeat(40_000) },
      });
      expect([status, body.errors?.[0]?.pointer]).toEqual([400, '/metadata']);
    });

    it('leaves version, audit log and events alone where nothing changes', async () => {
      const { id } = await create({ name: 'Same', metadata: { a: 1 } });
      for (const body of [{ name: 'Same' }, { metadata: { a: 1 } }, {}]) {
        const answer = await user.put<Entity>(`/entities/${id}`, body);
        expect([answer.status, answer.body.version]).toEqual([200, 1]);
      }
      expect([(await auditOf(id)).length, (await eventsOf(id)).length]).toEqual([1, 1]);
    });

    it('sets the status', async () => {
      const { id } = await create({ name: 'Status' });
      const answer = await user.patch<Entity>(`/entities/${id}/status`, { status: 'archived' });
      expect([answer.status, answer.body.status, answer.body.version]).toEqual([200, 'archived', 2]);
      expect((await auditOf(id)).at(-1)).toMatchObject({
        action: 'entity.update_status',
        old_values: { status: 'active' },
        new_values: { status: 'archived' },
      });
      expect((await user.patch(`/entities/${id}/status`, {})).status).toBe(400);
    });

    it('lets exactly one of twenty writers with one ETag through', async () => {
      const { id } = await create({ name: 'Race' });
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          user.put<Problem>(`/entities/${id}`, { name: `Race ${i}` }, { 'if-match': '"1"' }),
        ),
      );
      const refused = answers.filter(({ status }) => status === 412);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(refused).toHaveLength(19);
      expect(
        refused.every(({ body }) => body.current_version === 2 && body.code === 'VERSION_CONFLICT'),
      ).toBe(true);
      expect((await user.get<Entity>(`/entities/${id}`)).body.version).toBe(2);
      expect([(await auditOf(id)).length, (await eventsOf(id)).length]).toEqual([2, 2]);
    });

    it('refuses a guest, and answers 404 for what is not there', async () => {
      const { id } = await create({ name: 'Guarded' });
      for (const answer of [
        await guest.put(`/entities/${id}`, { name: 'x' }),
        await guest.patch(`/entities/${id}`, { name: 'x' }),
        await guest.patch(`/entities/${id}/status`, { status: 'draft' }),
        await guest.delete(`/entities/${id}`),
        await guest.post(`/entities/${id}/restore`),
        await guest.post('/entities', { name: 'x' }),
      ]) {
        expect(answer.status).toBe(403);
      }
      for (const body of [{ name: 'x' }, {}])
        expect((await user.put('/entities/999999', body)).status).toBe(404);
    });
  });

  describe('the trash', () => {
    it('takes a record out of sight until it is restored', async () => {
      const { id } = await create({ name: 'Trashed thing' });
      for (const tag of ['"7"', '"9999999999"']) {
        expect((await user.delete(`/entities/${id}`, { 'if-match': tag })).status).toBe(412);
      }
      expect((await user.delete(`/entities/${id}`)).status).toBe(204);
      expect((await user.get(`/entities/${id}`)).status).toBe(404);
      expect((await user.put(`/entities/${id}`, { name: 'x' })).status).toBe(404);
      expect((await user.delete(`/entities/${id}`)).status).toBe(404);
      const listed = (trash: string) => user.get<Entity[]>(`/entities?q=trashed&trash=${trash}`);
      expect((await listed('false')).body).toEqual([]);
      expect((await listed('true')).body).toMatchObject([{ id, deleted_at: expect.stringMatching(/Z$/) }]);
      const restored = await user.post<Entity>(`/entities/${id}/restore`);
      expect([restored.status, restored.body.version]).toEqual([200, 3]);
      expect((await user.get(`/entities/${id}`)).status).toBe(200);
      expect((await user.post(`/entities/${id}/restore`)).status).toBe(404);
      expect((await auditOf(id)).map(({ action }) => action)).toEqual([
        'entity.create',
        'entity.delete',
        'entity.restore',
      ]);
      expect(await eventsOf(id)).toMatchObject([
        { change: 'created' },
        { change: 'deleted' },
        { change: 'restored', version: 3 },
      ]);
    });

    it('is emptied by admins alone', async () => {
      const { id } = await create({ name: 'Purged' });
      expect((await user.delete(`/entities/${id}?purge=true`)).status).toBe(403);
      expect((await user.delete(`/entities/${id}?purge=yes`)).status).toBe(400);
      expect((await user.delete(`/entities/${id}?force=true`)).status).toBe(400);
      await user.delete(`/entities/${id}`);
      expect((await admin.delete(`/entities/${id}?purge=true`)).status).toBe(204);
      expect((await admin.post(`/entities/${id}/restore`)).status).toBe(404);
      expect((await auditOf(id)).at(-1)).toMatchObject({
        action: 'entity.purge',
        old_values: { name: 'Purged' },
      });
    });
  });

  describe('history', () => {
    it('tells what happened, newest first, and nothing of records that are not there', async () => {
      const { id } = await create({ name: 'Lived' });
      await user.put(`/entities/${id}`, { name: 'Lived on' });
      const { body } = await guest.get(`/entities/${id}/history`);
      expect(body).toMatchObject([
        {
          action: 'entity.update',
          version: 2,
          changes: [{ field: 'name', from: 'Lived', to: 'Lived on' }],
          actor: { type: 'user' },
          user_id: userId,
        },
        { action: 'entity.create', version: 1 },
      ]);
      expect((await guest.get('/entities/999999/history')).status).toBe(404);
    });
  });
});
