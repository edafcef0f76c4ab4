import { BUILT_IN_ROLES, ROLE_PERMISSIONS, type BuiltInRole } from '@bureau/contracts';
import { agentCaller } from '../../runtime/agent-caller';
import { CURATOR } from './curator.agent';
import { CURATOR_PROMPT, CURATOR_PROMPT_VERSION } from './curator.prompt';

const person = (role: BuiltInRole) => ({
  user_id: 7,
  role,
  permissions: ROLE_PERMISSIONS[role],
  rules: null,
  session_id: 3,
  actor: { type: 'user' as const, id: '7', name: 'Ada' },
});

describe('the curator', () => {
  it.each(BUILT_IN_ROLES)('never may more than a person who is %s, nor more than its own trade', (role) => {
    const { permissions } = agentCaller(person(role), CURATOR);
    for (const permission of permissions) {
      expect(ROLE_PERMISSIONS[role].has(permission)).toBe(true);
      expect(CURATOR.permissions).toContain(permission);
    }
  });

  it('never decides, administers or purges, whoever asks', () => {
    const { permissions } = agentCaller(person('admin'), CURATOR);
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

  it('acts in its own name and on behalf of the person', () => {
    expect(agentCaller(person('user'), CURATOR)).toMatchObject({
      user_id: 7,
      session_id: null,
      actor: { type: 'agent', id: 'curator' },
    });
  });

  it('does nothing for an account that is switched off', () => {
    expect(() => agentCaller(null, CURATOR)).toThrow('switched off');
  });

  it('has a prompt that names only tools that it has, under a version', () => {
    for (const [word] of CURATOR_PROMPT.matchAll(/[a-z]+_[a-z_]+/g)) expect(CURATOR.tools).toContain(word);
    expect(CURATOR_PROMPT_VERSION).toBeGreaterThanOrEqual(1);
  });
});
