import { ENTITY_STATUSES } from '@bureau/contracts';
import { TOOL } from '../../tools/tool-names';
import { answerProposal } from './answer-proposal';
import { describeFilter } from './describe-selection';
import { fieldLabel, SETTABLE_COLUMNS } from './fields';
import { filterOf } from './given-records';
import { valueText } from './markdown';
import { type OfflineRequest } from './request';
import { ASK } from './sayings';
import { call, say, type Step, type ToolAnswer } from './step';

type SetRequest = Extract<OfflineRequest, { kind: 'set' }>;

const MAX_TITLE = 120;

/** Proposes the change once; people decide, then tells what came of it. */
export function answerSet(
  { field, value, selection }: SetRequest,
  given: readonly number[],
  [answer]: readonly ToolAnswer[],
): Step {
  if (value === null) return say(ASK.value(fieldLabel(field)));
  if (!field.startsWith('metadata.') && !SETTABLE_COLUMNS.includes(field))
    return say(`The field **${fieldLabel(field)}** cannot be set. Nothing was done.`);
  if (field === 'status' && !(ENTITY_STATUSES as readonly unknown[]).includes(value)) {
    return say(
      `“${valueText(value)}” is no status. Nothing was done. A record is one of ${ENTITY_STATUSES.join(', ')}.`,
    );
  }
  if (answer) return answerProposal(answer);
  const filter = filterOf(selection, given);
  const title = `Set ${fieldLabel(field)} to ${value}`.slice(0, MAX_TITLE);
  const reason = `Asked for all records${describeFilter(filter)}.`;
  return call({ name: TOOL.proposeUpdateMatching, args: { title, reason, filter, set: [{ field, value }] } });
}
