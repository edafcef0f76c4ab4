import { ROLE_PERMISSIONS, type BuiltInRole } from '@bureau/contracts';
import { type Caller } from '@bureau/platform';
import { afterVote, type DecidableSet, maySee, voteRefusal } from './votes';

const REQUESTER = 7;

function caller(user_id: number, role: BuiltInRole = 'user', type: Caller['actor']['type'] = 'user'): Caller {
  return {
    user_id,
    role,
    permissions: ROLE_PERMISSIONS[role],
    rules: null,
    session_id: null,
    actor: { type, id: String(user_id), name: 'X' },
  };
}

const set = (risk: DecidableSet['risk']): DecidableSet => ({
  status: 'proposed',
  risk,
  created_by: REQUESTER,
  delegated_to: null,
});

describe('voteRefusal', () => {
  it('lets the requester approve what is low or medium, and nothing above', () => {
    expect(voteRefusal(caller(REQUESTER), set('low'), 'approve')).toBeNull();
    expect(voteRefusal(caller(REQUESTER), set('medium'), 'approve')).toBeNull();
    expect(voteRefusal(caller(REQUESTER, 'admin'), set('high'), 'approve')).toMatch(/somebody else/);
    expect(voteRefusal(caller(REQUESTER, 'admin'), set('critical'), 'approve')).toMatch(/somebody else/);
  });

  it('always lets the requester withdraw', () => {
    expect(voteRefusal(caller(REQUESTER), set('critical'), 'reject')).toBeNull();
  });

  it('lets those who decide for everybody approve the work of others, whatever the risk', () => {
    expect(voteRefusal(caller(8, 'admin'), set('critical'), 'approve')).toBeNull();
    expect(voteRefusal(caller(8, 'user'), set('low'), 'approve')).toMatch(/somebody else/);
  });

  it('refuses guests, and agents even with the rights of an admin', () => {
    expect(voteRefusal(caller(REQUESTER, 'guest'), set('low'), 'approve')).toMatch(/role/);
    expect(voteRefusal(caller(REQUESTER, 'admin', 'agent'), set('low'), 'approve')).toMatch(/agent/);
    expect(voteRefusal(caller(REQUESTER, 'admin', 'agent'), set('low'), 'reject')).toMatch(/agent/);
  });

  it('shows a set to its requester and to those who decide for everybody', () => {
    expect(maySee(caller(REQUESTER), set('low'))).toBe(true);
    expect(maySee(caller(8, 'admin'), set('low'))).toBe(true);
    expect(maySee(caller(8), set('low'))).toBe(false);
  });
});

describe('afterVote', () => {
  it('ends with one rejection, and commits with the last approval needed', () => {
    expect(afterVote('reject', 1, 2)).toBe('reject');
    expect(afterVote('approve', 0, 1)).toBe('commit');
    expect(afterVote('approve', 0, 2)).toBe('wait');
    expect(afterVote('approve', 1, 2)).toBe('commit');
  });
});
