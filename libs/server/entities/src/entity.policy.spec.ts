import { ROLE_PERMISSIONS, type Permission, type BuiltInRole } from '@bureau/contracts';
import { type Caller } from '@bureau/platform';
import { assertMay } from './entity.policy';

const caller = (role: BuiltInRole): Caller => ({
  user_id: 1,
  role,
  permissions: ROLE_PERMISSIONS[role],
  rules: null,
  session_id: null,
  actor: { type: 'user', id: '1', name: role },
});

describe('who may do what with records', () => {
  it.each<[Permission, BuiltInRole[]]>([
    ['entity:read', ['admin', 'operator', 'user', 'guest']],
    ['entity:create', ['admin', 'operator', 'user']],
    ['entity:update', ['admin', 'operator', 'user']],
    ['entity:delete', ['admin', 'operator', 'user']],
    ['entity:import', ['admin', 'operator', 'user']],
    ['entity:purge', ['admin']],
  ])('%s is for %j', (permission, allowed) => {
    for (const role of ['admin', 'operator', 'user', 'guest'] as const) {
      const check = () => assertMay(caller(role), permission);
      if (allowed.includes(role)) expect(check()).toMatchObject({ role });
      else expect(check).toThrow(permission);
    }
  });

  it('is decided by the permissions at hand, also where an agent has fewer than the person', () => {
    const agent = { ...caller('admin'), permissions: new Set<Permission>(['entity:read']) };
    expect(() => assertMay(agent, 'entity:update')).toThrow('You may not change records');
  });
});
