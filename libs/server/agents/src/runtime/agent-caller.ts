import { permissionDenied, type Caller } from '@bureau/platform';
import { type AgentDefinition } from '../agents/agent-definition';

/**
 * Who an agent's tool call acts as: the requester, with no more than both of them may do at this moment.
 * @param requester null where the account is gone or switched off, or the key that asked is
 * @throws 403 then
 */
export function agentCaller(requester: Caller | null, agent: AgentDefinition): Caller {
  if (!requester)
    throw permissionDenied('The account or API key in whose name this task works is switched off.');
  return {
    ...requester,
    permissions: new Set(agent.permissions.filter((permission) => requester.permissions.has(permission))),
    session_id: null,
    actor: { type: 'agent', id: agent.name, name: agent.name },
  };
}
