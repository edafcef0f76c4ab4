import { type ChangeSet, type Permission, ROLE_PERMISSIONS } from '@bureau/contracts';
import { mayDecide } from './may-decide';

const ana = 3;
const ben = 4;
const user = (permission: Permission) => ROLE_PERMISSIONS.user.has(permission);
const admin = (permission: Permission) => ROLE_PERMISSIONS.admin.has(permission);
const guest = (permission: Permission) => ROLE_PERMISSIONS.guest.has(permission);

function proposed(change: Partial<ChangeSet> = {}): ChangeSet {
  return {
    status: 'proposed',
    risk: 'low',
    created_by: ana,
    decisions: [],
    required_decisions: 1,
    ...change,
  } as ChangeSet;
}

describe('who may decide', () => {
  it('the requester, on low and medium risk', () => {
    expect(mayDecide(proposed(), ana, user).allowed).toBe(true);
    expect(mayDecide(proposed({ risk: 'medium' }), ana, user).allowed).toBe(true);
  });

  it('on high risk somebody else', () => {
    expect(mayDecide(proposed({ risk: 'high' }), ana, admin)).toMatchObject({
      allowed: false,
      why: expect.stringContaining('somebody other'),
    });
    expect(mayDecide(proposed({ risk: 'high' }), ben, admin).allowed).toBe(true);
  });

  it('nobody on another person’s proposal without the permission for that', () => {
    expect(mayDecide(proposed(), ben, user).allowed).toBe(false);
    expect(mayDecide(proposed(), ben, admin).allowed).toBe(true);
  });

  it('nobody without the permission, which is named', () => {
    expect(mayDecide(proposed(), ana, guest)).toMatchObject({
      allowed: false,
      why: expect.stringContaining('change_set:decide'),
    });
  });

  it('nobody whom the server holds back, in its words', () => {
    const set = proposed({ decision_blocked: 'You were demoted.' });

    expect(mayDecide(set, ana, admin)).toEqual({ allowed: false, why: 'You were demoted.' });
  });

  it('nobody twice', () => {
    const decisions: ChangeSet['decisions'] = [{ user_id: ben, decision: 'approve', reason: null, at: '' }];

    expect(mayDecide(proposed({ risk: 'critical', decisions, required_decisions: 2 }), ben, admin).why).toBe(
      'You approved this. It waits for one more person.',
    );
  });

  it('nobody once it is decided, expired or stale', () => {
    for (const status of ['committed', 'rejected', 'expired', 'reverted', 'stale'] as const) {
      expect(mayDecide(proposed({ status }), ana, admin).allowed).toBe(false);
    }
  });
});
