import { type Proposed } from '../change-sets/change-sets.service';
import { type ToolOutcome } from './agent-tool';

/** The outcome of a call that proposed: it waits for the decision on the change set. */
export function toProposedOutcome({ change_set, escalation_id, effects, policy }: Proposed): ToolOutcome {
  if (policy !== null) return committedOutcome(change_set, effects, policy);
  return {
    kind: 'proposed',
    change_set_id: change_set.id,
    title: change_set.title,
    items: change_set.item_count,
    effects,
    escalation:
      escalation_id === null
        ? null
        : { id: escalation_id, title: `Approve: ${change_set.title}`.slice(0, 255) },
  };
}

/** Where policy let it through there is nothing to wait for. */
function committedOutcome(
  { id, item_count }: Proposed['change_set'],
  effects: Proposed['effects'],
  policy: number,
): ToolOutcome {
  return {
    kind: 'answer',
    content: {
      change_set_id: id,
      outcome: 'committed',
      reason: `policy v${policy}`,
      committed: item_count,
      rejected: 0,
      edited: 0,
    },
    summary: `Change set ${id} was committed by policy`,
    effects,
  };
}
