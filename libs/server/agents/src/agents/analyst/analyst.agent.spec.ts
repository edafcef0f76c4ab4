import { BUILT_IN_ROLES, ROLE_PERMISSIONS, type BuiltInRole } from '@bureau/contracts';
import { TOOL } from '../../tools/tool-names';
import { agentCaller } from '../../runtime/agent-caller';
import { ANALYST } from './analyst.agent';
import { ANALYST_PROMPT, ANALYST_PROMPT_VERSION } from './analyst.prompt';

const person = (role: BuiltInRole) => ({
  user_id: 7,
  role,
  permissions: ROLE_PERMISSIONS[role],
  rules: null,
  session_id: 3,
  actor: { type: 'user' as const, id: '7', name: 'Ada' },
});

describe('the analyst', () => {
  it.each(BUILT_IN_ROLES)('never may more than a person who is %s, nor more than its own trade', (role) => {
    const { permissions } = agentCaller(person(role), ANALYST);
    for (const permission of permissions) {
      expect(ROLE_PERMISSIONS[role].has(permission)).toBe(true);
      expect(ANALYST.permissions).toContain(permission);
    }
  });

  it('never decides, administers or purges, whoever asks', () => {
    const { permissions } = agentCaller(person('admin'), ANALYST);
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

  it('has no tool that changes or sends anything', () => {
    for (const tool of [TOOL.proposeChanges, TOOL.proposeUpdateMatching, TOOL.writeReport, TOOL.notifyPeople])
      expect(ANALYST.tools).not.toContain(tool);
    expect(agentCaller(person('admin'), ANALYST).permissions).toEqual(new Set(['entity:read']));
  });

  it('acts in its own name and on behalf of the person', () => {
    expect(agentCaller(person('user'), ANALYST)).toMatchObject({
      user_id: 7,
      session_id: null,
      actor: { type: 'agent', id: 'analyst' },
    });
  });

  it('does nothing for an account that is switched off', () => {
    expect(() => agentCaller(null, ANALYST)).toThrow('switched off');
  });

  it('has a prompt that names only tools that it has, under a version', () => {
    for (const [word] of ANALYST_PROMPT.matchAll(/[a-z]+_[a-z_]+/g)) expect(ANALYST.tools).toContain(word);
    expect(ANALYST_PROMPT_VERSION).toBeGreaterThanOrEqual(1);
  });
});
