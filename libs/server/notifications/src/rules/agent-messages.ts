import { type AgentMessage } from '@bureau/contracts';
import { fitTitle, type Notice } from './notice';

/** What an agent tells somebody, with its name and in whose name: nobody shall take it for a person's own words. */
export function messageNotice(sent: AgentMessage): Notice {
  const { user_id, title, message, entity_id, agent, on_behalf_of } = sent;
  return {
    user_id,
    type: 'agent_task.message',
    title: fitTitle(title),
    message: `${message}\n\nSent by the agent ${agent} for ${on_behalf_of}.`,
    ...(entity_id === null
      ? { subject_type: null, subject_id: null }
      : { subject_type: 'entity', subject_id: entity_id }),
  };
}
