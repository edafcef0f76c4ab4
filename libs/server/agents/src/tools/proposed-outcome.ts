import { type Proposed } from '../change-sets/change-sets.service';
import { type ToolOutcome } from './agent-tool';

/** The outcome of a call that proposed: it waits for the decision on the change set. */
export function toProposedOutcome({ change_set, escalation_id, effects }: Proposed): ToolOutcome {
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
