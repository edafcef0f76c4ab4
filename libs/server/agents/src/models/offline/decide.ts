import { answerAggregate } from './answer-aggregate';
import { answerCompare } from './answer-compare';
import { answerDuplicates } from './answer-duplicates';
import { answerHistory } from './answer-history';
import { answerList } from './answer-list';
import { answerNotify } from './answer-notify';
import { answerRelate } from './answer-relate';
import { answerReport } from './answer-report';
import { answerSet } from './answer-set';
import { answerSummarise } from './answer-summarise';
import { lacksRecords } from './given-records';
import { plain } from './markdown';
import { readRequest } from './read-request';
import { type OfflineRequest } from './request';
import { ASK, declined, whatIsUnderstood } from './sayings';
import { say, type Step, type ToolAnswer } from './step';

/** What the model knows when it is asked for the next step. */
export interface Situation {
  /** What the person wrote. */
  request: string;
  /** Records that were handed over with it. */
  given: readonly number[];
  /** Tools that may be used. */
  tools: ReadonlySet<string>;
  /** What tools answered so far, in order. */
  answers: readonly ToolAnswer[];
}

/** The next step towards an answer. The same situation always leads to the same step. */
export function decide({ request: text, given, tools, answers }: Situation): Step {
  const refused = answers.find(({ ok }) => !ok);
  if (refused) return say(`I could not finish: ${plain(String(refused.content))}`);
  const reading = readRequest(text);
  if (!reading.understood) return say(declined(reading.about));
  const step = answer(reading.request, given, answers);
  const missing = 'call' in step ? step.call.find(({ name }) => !tools.has(name)) : undefined;
  return missing ? say(`I may not use the tool \`${missing.name}\` here. Nothing was done.`) : step;
}

function answer(request: OfflineRequest, given: readonly number[], answers: readonly ToolAnswer[]): Step {
  if ('selection' in request && lacksRecords(request.selection, given)) return say(ASK.records);
  switch (request.kind) {
    case 'aggregate':
      return answerAggregate(request, given, answers);
    case 'list':
      return answerList(request, given, answers);
    case 'set':
      return answerSet(request, given, answers);
    case 'duplicates':
      return answerDuplicates(request, answers);
    case 'relate':
      return answerRelate(request, answers);
    case 'summarise':
      return answerSummarise(request, given, answers);
    case 'compare':
      return answerCompare(request, given, answers);
    case 'history':
      return answerHistory(request, given, answers);
    case 'report':
      return answerReport(request, answers, (found) => answer(request.about, given, found));
    case 'notify':
      return answerNotify(request, answers);
    case 'help':
      return say(`The offline model understands these requests:\n\n${whatIsUnderstood()}`);
  }
}
