import { type EscalationChanged } from './event-payloads';
import { fitTitle, type Notice } from './notice';

/**
 * What everybody of a role is told when nobody answered in time; those who were asked before know it. An approval is
 * told of as the change set that waits for it.
 */
export function risenEscalation(escalation: EscalationChanged): Notice | null {
  const { change, status, assigned_role: role, assigned_to, delegated_to, change_set_id } = escalation;
  if (change !== 'risen' || status !== 'open' || !role) return null;
  const approval = typeof change_set_id === 'number';
  return {
    user_id: null,
    audience: { role, except: delegated_to ? [assigned_to, delegated_to] : [assigned_to] },
    type: approval ? 'change_set.proposed' : 'escalation.opened',
    title: fitTitle(`Nobody answered yet: ${escalation.title}`),
    message: `Those who were asked did not answer in time, so everybody with the role ${role} is asked.`,
    subject_type: approval ? 'change_set' : 'escalation',
    subject_id: approval ? change_set_id : escalation.id,
  };
}
