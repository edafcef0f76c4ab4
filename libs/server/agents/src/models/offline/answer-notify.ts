import { toldResultSchema } from '../../tools/tool-results';
import { TOOL } from '../../tools/tool-names';
import { plain } from './markdown';
import { type OfflineRequest } from './request';
import { ASK } from './sayings';
import { call, say, type Step, type ToolAnswer } from './step';

type NotifyRequest = Extract<OfflineRequest, { kind: 'notify' }>;

const MAX_TITLE = 100;

/** Tells people once, then says whom. */
export function answerNotify({ people, message }: NotifyRequest, [answer]: readonly ToolAnswer[]): Step {
  if (message === null) return say(ASK.message);
  if (answer) {
    const { told } = toldResultSchema.parse(answer.content);
    return say(`Told ${told.map((name) => `**${plain(name)}**`).join(', ')}: “${plain(message)}”`);
  }
  const title = message.length <= MAX_TITLE ? message : `${message.slice(0, MAX_TITLE - 1)}…`;
  return call({ name: TOOL.notifyPeople, args: { people, title, message } });
}
