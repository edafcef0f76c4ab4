import { searchResultSchema } from '../../tools/tool-results';
import { TOOL } from '../../tools/tool-names';
import { describeFilter } from './describe-selection';
import { filterOf } from './given-records';
import { plain, recordLink, table, valueText } from './markdown';
import { type OfflineRequest } from './request';
import { call, say, type Step, type ToolAnswer } from './step';

type ListRequest = Extract<OfflineRequest, { kind: 'list' }>;

/** Rows of a list where the request names no number: what fits on a screen. */
const DEFAULT_ROWS = 20;
const MAX_ROWS = 50;

/** Searches once, then shows what was found. */
export function answerList(
  request: ListRequest,
  given: readonly number[],
  [answer]: readonly ToolAnswer[],
): Step {
  const { text, sort, limit, selection } = request;
  const filter = filterOf(selection, given);
  if (!answer) {
    const args = {
      filter,
      limit: Math.min(limit ?? DEFAULT_ROWS, MAX_ROWS),
      ...(text !== null && { q: text }),
      ...(sort !== null && { sort }),
    };
    return call({ name: TOOL.searchRecords, args });
  }
  const { records, total } = searchResultSchema.parse(answer.content);
  const which = `${text === null ? '' : ` that speak of “${plain(text)}”`}${describeFilter(filter)}`;
  if (records.length === 0) return say(`There is no record${which === '' ? '' : ` among those${which}`}.`);
  const rows = records.map(({ id, name, status, type }) => [
    String(id),
    recordLink(id, name),
    status,
    valueText(type),
  ]);
  const intro =
    total === String(records.length)
      ? `Found **${total}** ${total === '1' ? 'record' : 'records'}${which}:`
      : `Showing ${records.length} of **${total}** records${which}:`;
  return say(`${intro}\n\n${table(['id', 'name', 'status', 'type'], rows)}`);
}
