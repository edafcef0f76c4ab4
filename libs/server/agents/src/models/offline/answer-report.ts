import { TOOL } from '../../tools/tool-names';
import { answerProposal } from './answer-proposal';
import { type OfflineRequest } from './request';
import { call, type Step, type ToolAnswer } from './step';

type ReportRequest = Extract<OfflineRequest, { kind: 'report' }>;

/**
 * Answers the question that the report is about, then proposes the answer as a report.
 * @param answerQuestion the next step towards the question's own answer
 */
export function answerReport(
  { title }: ReportRequest,
  answers: readonly ToolAnswer[],
  answerQuestion: (answers: readonly ToolAnswer[]) => Step,
): Step {
  const written = answers.find(({ name }) => name === TOOL.writeReport);
  if (written) return answerProposal(written);
  const next = answerQuestion(answers);
  // a question that is answered without a look is one that asks back
  if ('call' in next || answers.length === 0) return next;
  return call({ name: TOOL.writeReport, args: { title, body: next.say, reason: 'Asked for by name.' } });
}
