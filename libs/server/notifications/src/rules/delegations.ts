import { type ChangeSetChanged, type EscalationChanged } from './event-payloads';
import { fitTitle, type Notice } from './notice';

const MESSAGE = 'Somebody passed this decision on to you.';

/** What somebody is told to whom the decision on a change set is passed on. */
export function delegatedSet(set: ChangeSetChanged): Notice | null {
  if (set.change !== 'delegated' || !set.delegated_to) return null;
  return {
    user_id: set.delegated_to,
    type: 'change_set.proposed',
    title: fitTitle(`Passed on to you: ${set.title}`),
    message: MESSAGE,
    subject_type: 'change_set',
    subject_id: set.id,
  };
}

/** What somebody is told to whom a question is passed on. An approval is told of as its change set. */
export function delegatedEscalation(escalation: EscalationChanged): Notice | null {
  const { change, delegated_to, kind, title, id } = escalation;
  if (change !== 'delegated' || !delegated_to || kind === 'approval') return null;
  return {
    user_id: delegated_to,
    type: 'escalation.opened',
    title: fitTitle(`Passed on to you: ${title}`),
    message: MESSAGE,
    subject_type: 'escalation',
    subject_id: id,
  };
}
