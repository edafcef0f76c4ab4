import { type AuditLog, type Explanation, type Problem, type RoleRecord, type User } from '@bureau/contracts';
import { type HttpClient, testApp, type TestApp } from '@bureau/testing';
import { API_FEATURES } from '../api.module';
import { addRole } from './two-worlds';

describe('roles', () => {
  let test: TestApp;
  let admin: HttpClient;

  beforeAll(async () => {
    test = await testApp(API_FEATURES);
    admin = (await test.signIn('admin')).http;
  });
  afterAll(() => test.close());

  const byName = async (name: string) => {
    const [role] = (await admin.get<RoleRecord[]>(`/roles?name=${name}`)).body;
    if (!role) throw new Error(`No role ${name}`);
    return role;
  };
  const made = async (name: string, changes: object = {}) =>
    (await admin.post<RoleRecord>('/roles', { name, permissions: ['entity:read'], ...changes })).body;

  it('come with the product, and can be made, changed and deleted', async () => {
    const { body } = await admin.get<RoleRecord[]>('/roles');
    expect(body.map(({ name }) => name)).toEqual(['admin', 'operator', 'user', 'guest']);
    const role = await made('auditor', { description: 'Reads', rules: [] });
    expect(role).toMatchObject({ name: 'auditor', built_in: false, version: 1 });
    const changed = await admin.patch<RoleRecord>(
      `/roles/${role.id}`,
      { permissions: ['entity:read', 'audit:read'] },
      { 'if-match': '"1"' },
    );
    expect(changed.body).toMatchObject({ permissions: ['entity:read', 'audit:read'], version: 2 });
    expect((await admin.put(`/roles/${role.id}`, { description: 'x' }, { 'if-match': '"1"' })).status).toBe(
      412,
    );
    const { body: log } = await admin.get<AuditLog[]>(`/audit-logs?entity_type=role&entity_id=${role.id}`);
    expect(log.map(({ action }) => action)).toEqual(['role.update', 'role.create']);
    expect((await admin.delete(`/roles/${role.id}`)).status).toBe(204);
    expect((await admin.get(`/roles/${role.id}`)).status).toBe(404);
  });

  it('are refused where they name what there is not', async () => {
    const { status, body } = await admin.post<Problem>('/roles', {
      name: 'odd',
      permissions: ['entity:read', 'entity:fly'],
      rules: [
        { resource: 'entity', action: 'read', where: { field: 'colour', op: 'eq', value: 1 } },
        { resource: 'entity', action: 'read', where: { any: [{ field: 'id', op: 'about', value: 1 }] } },
        { resource: 'entity', field: 'name', access: 'hidden' },
        { resource: 'entity', field: 'metadata.a', access: 'hidden', extra: 1 },
        { resource: 'planet', field: 'x', access: 'hidden' },
      ],
    });
    expect(status).toBe(400);
    expect(body.errors?.map(({ pointer }) => pointer)).toEqual([
      '/permissions/1',
      '/rules/0/where/field',
      '/rules/1/where/any/0/op',
      '/rules/2/field',
      '/rules/3/extra',
      '/rules/4/resource',
    ]);
  });

  it('of the product are protected, admin altogether', async () => {
    const [root, guest] = [await byName('admin'), await byName('guest')];
    expect(root.permissions).toContain('role:update');
    expect((await admin.patch(`/roles/${root.id}`, { permissions: [] })).status).toBe(409);
    expect((await admin.delete(`/roles/${root.id}`)).status).toBe(409);
    expect((await admin.delete(`/roles/${guest.id}`)).status).toBe(409);
    expect((await admin.patch(`/roles/${guest.id}`, { name: 'visitor' })).status).toBe(409);
    expect((await admin.post<Problem>('/roles', { name: 'user', permissions: [] })).body.code).toBe(
      'ROLE_NAME_TAKEN',
    );
  });

  it('cannot be deleted while somebody has them', async () => {
    const role = await made('held');
    await test.signIn('held');
    const { status, body } = await admin.delete<Problem>(`/roles/${role.id}`);
    expect([status, body.detail]).toEqual([409, expect.stringContaining('One person')]);
  });

  it('give nobody more than their giver has', async () => {
    await made('manager', {
      permissions: ['role:read', 'role:update', 'user:read', 'user:update', 'account:manage'],
    });
    const manager = await test.signIn('manager');
    const target = await test.signIn('guest');
    const post = (permissions: string[]) =>
      manager.http.post<Problem>('/roles', { name: `made-by-${permissions.length}`, permissions });
    expect((await post(['user:read'])).status).toBe(201);
    expect((await post(['user:read', 'entity:read'])).status).toBe(403);
    const own = await byName('manager');
    expect((await manager.http.patch(`/roles/${own.id}`, { description: 'mine' })).status).toBe(403);
    const guest = await byName('guest');
    expect((await manager.http.patch(`/roles/${guest.id}`, { permissions: [] })).status).toBe(403);
    const give = (id: number, role: string) => manager.http.patch<Problem>(`/users/${id}`, { role });
    expect((await give(target.user_id, 'admin')).status).toBe(403);
    expect((await give(manager.user_id, 'admin')).status).toBe(403);
    expect((await give(target.user_id, 'nothing')).body.errors).toMatchObject([{ pointer: '/role' }]);
    expect((await give(target.user_id, 'made-by-1')).status).toBe(200);
  });

  it('keep the last admin', async () => {
    const [me] = (await admin.get<User[]>('/users?role=admin')).body;
    expect((await admin.patch<Problem>(`/users/${me?.id}`, { role: 'guest' })).body.code).toBe('LAST_ADMIN');
  });

  it('hold at once when they change', async () => {
    const role = await made('shrinking', { permissions: ['entity:read', 'entity:create'] });
    const person = await test.signIn('shrinking');
    expect((await person.http.post('/entities', { name: 'x' })).status).toBe(201);
    await admin.patch(`/roles/${role.id}`, { permissions: ['entity:read'] });
    const until = Date.now() + 5_000;
    let status = 0;
    while (status !== 403 && Date.now() < until) {
      status = (await person.http.post('/entities', { name: 'x' })).status;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(status).toBe(403);
  });

  describe('explained', () => {
    const explain = (http: HttpClient, query: string) =>
      http.get<Explanation & Problem>(`/auth/explain?${query}`);

    it('name the permission that is missing', async () => {
      const guest = await test.signIn('guest');
      const { body } = await explain(guest.http, 'action=entity:delete');
      expect(body).toMatchObject({ allowed: false, user_id: guest.user_id, id: null });
      expect(body.reason).toBe(
        'No: Test guest may not delete records in general. The role guest lacks the permission entity:delete.',
      );
      expect((await explain(guest.http, `action=entity:delete&user=${guest.user_id - 1}`)).status).toBe(403);
      expect((await explain(guest.http, 'action=entity:fly')).status).toBe(400);
    });

    it('name the comparison that fails, with its value for those who may see it', async () => {
      await addRole(test, 'careful', [
        { resource: 'entity', action: 'delete', where: { field: 'status', op: 'eq', value: 'draft' } },
        { resource: 'entity', field: 'description', access: 'hidden' },
      ]);
      const careful = await test.signIn('careful');
      const { body: nginx } = await admin.post<{ id: number }>('/entities', { name: 'nginx' });
      const { body } = await explain(admin, `user=${careful.user_id}&action=entity:delete&id=${nginx.id}`);
      expect(body.reason).toBe(
        'No: Test careful may not delete nginx. A rule of the role asks for other records than nginx: status eq "draft", but it is "active".',
      );
      expect(body.checks.map(({ check, outcome }) => [check, outcome])).toEqual([
        ['account', 'passed'],
        ['role', 'passed'],
        ['permission', 'passed'],
        ['row_rule', 'failed'],
        ['field_rule', 'passed'],
      ]);
      expect(body.checks.at(-1)?.detail).toContain('description (hidden)');
      await admin.patch(`/entities/${nginx.id}/status`, { status: 'draft' });
      const { body: now } = await explain(careful.http, `action=entity:delete&id=${nginx.id}`);
      expect(now).toMatchObject({
        allowed: true,
        reason: expect.stringMatching(/^Yes: Test careful may delete nginx/),
      });
    });

    it('tell nothing of records that the asker may not see', async () => {
      await addRole(test, 'blind', [
        { resource: 'entity', action: 'read', where: { field: 'status', op: 'eq', value: 'archived' } },
      ]);
      const blind = await test.signIn('blind');
      const { body: there } = await admin.post<{ id: number }>('/entities', { name: 'Secret name' });
      const [seen, absent] = [
        (await explain(blind.http, `action=entity:update&id=${there.id}`)).body,
        (await explain(blind.http, 'action=entity:update&id=999999')).body,
      ];
      expect(seen.reason.replace(String(there.id), '#')).toBe(absent.reason.replace('999999', '#'));
      expect(JSON.stringify(seen)).not.toContain('Secret name');
    });

    it('say that an account is switched off', async () => {
      const person = await test.signIn('user');
      await test.database.sql('update users set is_active = false where id = $1', [person.user_id]);
      const { body } = await explain(admin, `user=${person.user_id}&action=entity:read`);
      expect(body).toMatchObject({ allowed: false, reason: expect.stringContaining('switched off') });
    });
  });
});
