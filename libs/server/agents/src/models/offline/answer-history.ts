import { historyResultSchema } from '../../tools/tool-results';
import { TOOL } from '../../tools/tool-names';
import { plain, recordLink, table, valueText } from './markdown';
import { resolveRecords } from './named-records';
import { type OfflineRequest } from './request';
import { ASK } from './sayings';
import { call, say, type Step, type ToolAnswer } from './step';

type HistoryRequest = Extract<OfflineRequest, { kind: 'history' }>;

/** Finds the record and tells what happened to it, newest first. */
export function answerHistory(
  { record }: HistoryRequest,
  given: readonly number[],
  answers: readonly ToolAnswer[],
): Step {
  const [only, second] = given;
  const wanted = record ?? (only !== undefined && second === undefined ? { id: only } : null);
  if (!wanted) return say(ASK.oneRecord);
  const resolved = resolveRecords([wanted], answers);
  if ('step' in resolved) return resolved.step;
  const [id = 0] = resolved.ids;
  const [answer] = resolved.rest;
  if (!answer) return call({ name: TOOL.readHistory, args: { id } });
  const { entries, more } = historyResultSchema.parse(answer.content);
  const link = recordLink(id, 'name' in wanted ? wanted.name : `record ${id}`);
  if (entries.length === 0) return say(`Nothing is known of the history of ${link}.`);
  const rows = entries.map(({ at, action, by, changes }) => [
    at.slice(0, 16).replace('T', ' '),
    plain(by),
    plain(action),
    changes.map(({ field, from, to }) => `${plain(field)}: ${valueText(from)} → ${valueText(to)}`).join('; '),
  ]);
  const intro = more ? `The newest ${entries.length} entries of ${link}` : `The history of ${link}`;
  return say(`${intro}, times in UTC:\n\n${table(['when', 'who', 'what', 'changes'], rows)}`);
}
