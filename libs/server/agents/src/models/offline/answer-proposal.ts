import { proposalResultSchema } from '../../tools/tool-results';
import { amount, plain } from './markdown';
import { say, type Step, type ToolAnswer } from './step';

/** Tells what people decided on the proposal. */
export function answerProposal({ content }: ToolAnswer): Step {
  const { outcome, change_set_id: id, committed, rejected, reason } = proposalResultSchema.parse(content);
  const set = id === undefined ? 'The proposed changes' : `Change set ${id}`;
  const because = reason ? ` The reason given: “${plain(reason)}”.` : '';
  switch (outcome) {
    case 'committed': {
      const left = rejected ? `; ${amount(rejected, 'change was', 'changes were')} left out` : '';
      return say(
        `Done: ${set} was approved and **${amount(committed ?? 0, 'change')}** committed${left}.${because}`,
      );
    }
    case 'rejected':
      return say(`${set} was rejected. Nothing was changed.${because}`);
    case 'expired':
      return say(`Nobody decided on ${set} in time. Nothing was changed.`);
    default:
      return say(`${set} ended as ${plain(outcome)}.${because}`);
  }
}
