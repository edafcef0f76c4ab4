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
    expect(mayDecide(proposed(), ana, user)).toMatchObject({ approve: true, reject: true });
    expect(mayDecide(proposed({ risk: 'medium' }), ana, user).approve).toBe(true);
  });

  it('on high risk somebody else approves, while the requester may withdraw', () => {
    expect(mayDecide(proposed({ risk: 'high' }), ana, admin)).toMatchObject({
      approve: false,
      reject: true,
      why: expect.stringContaining('somebody other'),
    });
    expect(mayDecide(proposed({ risk: 'high' }), ben, admin).approve).toBe(true);
  });

  it('nobody on another person’s proposal without the permission for that', () => {
    expect(mayDecide(proposed(), ben, user)).toMatchObject({ approve: false, reject: false });
    expect(mayDecide(proposed(), ben, admin).approve).toBe(true);
  });

  it('somebody to whom it was passed on', () => {
    const passed = proposed({ risk: 'high', delegated_to: ben });
    expect(mayDecide(passed, ben, user)).toMatchObject({
      approve: true,
      reject: true,
      why: expect.stringContaining('passed on to you'),
    });
    expect(mayDecide(passed, ben, guest).approve).toBe(false);
  });

  it('nobody without the permission, which is named', () => {
    expect(mayDecide(proposed(), ana, guest)).toMatchObject({
      approve: false,
      reject: false,
      why: expect.stringContaining('change_set:decide'),
    });
  });

  it('nobody approves whom the server holds back, in its words', () => {
    const set = proposed({ decision_blocked: 'You were demoted.' });

    expect(mayDecide(set, ana, admin)).toEqual({ approve: false, reject: true, why: 'You were demoted.' });
  });

  it('nobody twice', () => {
    const decisions: ChangeSet['decisions'] = [{ user_id: ben, decision: 'approve', reason: null, at: '' }];
    const set = proposed({ risk: 'critical', decisions, required_decisions: 2 });

    expect(mayDecide(set, ben, admin)).toEqual({
      approve: false,
      reject: false,
      why: 'You approved this. It waits for one more person.',
    });
  });

  it('a stale set can be rejected, and approved only after another look', () => {
    expect(mayDecide(proposed({ status: 'stale' }), ana, user)).toMatchObject({
      approve: false,
      reject: true,
    });
  });

  it('nobody once it is decided or expired', () => {
    for (const status of ['committed', 'rejected', 'expired', 'reverted'] as const) {
      expect(mayDecide(proposed({ status }), ana, admin)).toMatchObject({ approve: false, reject: false });
    }
  });
});
