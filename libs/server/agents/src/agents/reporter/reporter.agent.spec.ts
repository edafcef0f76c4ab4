import { BUILT_IN_ROLES, ROLE_PERMISSIONS, type BuiltInRole } from '@bureau/contracts';
import { agentCaller } from '../../runtime/agent-caller';
import { REPORTER } from './reporter.agent';
import { REPORTER_PROMPT, REPORTER_PROMPT_VERSION } from './reporter.prompt';

const person = (role: BuiltInRole) => ({
  user_id: 7,
  role,
  permissions: ROLE_PERMISSIONS[role],
  rules: null,
  session_id: 3,
  actor: { type: 'user' as const, id: '7', name: 'Ada' },
});

describe('the reporter', () => {
  it.each(BUILT_IN_ROLES)('never may more than a person who is %s, nor more than its own trade', (role) => {
    const { permissions } = agentCaller(person(role), REPORTER);
    for (const permission of permissions) {
      expect(ROLE_PERMISSIONS[role].has(permission)).toBe(true);
      expect(REPORTER.permissions).toContain(permission);
    }
  });

  it('never decides, administers or purges, whoever asks', () => {
    const { permissions } = agentCaller(person('admin'), REPORTER);
    for (const forbidden of [
      'change_set:decide',
      'change_set:decide_all',
      'escalation:decide',
      'entity:purge',
      'user:update',
    ] as const) {
      expect(permissions.has(forbidden)).toBe(false);
    }
  });

  it('changes no record that there is: it only writes new ones', () => {
    const { permissions } = agentCaller(person('admin'), REPORTER);
    expect(permissions.has('entity:update')).toBe(false);
    expect(permissions.has('entity:delete')).toBe(false);
    expect(REPORTER.tools).not.toContain('propose_changes');
  });

  it('acts in its own name and on behalf of the person', () => {
    expect(agentCaller(person('user'), REPORTER)).toMatchObject({
      user_id: 7,
      session_id: null,
      actor: { type: 'agent', id: 'reporter' },
    });
  });

  it('does nothing for an account that is switched off', () => {
    expect(() => agentCaller(null, REPORTER)).toThrow('switched off');
  });

  it('has a prompt that names only tools that it has, under a version', () => {
    for (const [word] of REPORTER_PROMPT.matchAll(/[a-z]+_[a-z_]+/g)) expect(REPORTER.tools).toContain(word);
    expect(REPORTER_PROMPT_VERSION).toBeGreaterThanOrEqual(1);
  });
});
