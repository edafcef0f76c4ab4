import { duplicatesResultSchema } from '../../tools/tool-results';
import { TOOL } from '../../tools/tool-names';
import { describeFilter } from './describe-selection';
import { fieldLabel } from './fields';
import { amount, recordLink, table, valueText } from './markdown';
import { type OfflineRequest } from './request';
import { ASK } from './sayings';
import { call, say, type Step, type ToolAnswer } from './step';

type DuplicatesRequest = Extract<OfflineRequest, { kind: 'duplicates' }>;

/** Ids shown of one group; the count tells how many there are. */
const MAX_IDS = 10;

/** Looks once for values that several records share. */
export function answerDuplicates(
  { field, filter }: DuplicatesRequest,
  [answer]: readonly ToolAnswer[],
): Step {
  if (field === null) return say(ASK.duplicateField);
  if (!answer) return call({ name: TOOL.findDuplicates, args: { field, filter } });
  const { groups, more } = duplicatesResultSchema.parse(answer.content);
  const label = fieldLabel(field);
  if (groups.length === 0) return say(`No two records${describeFilter(filter)} have the same ${label}.`);
  const rows = groups.map(({ value, count, ids }) => [
    valueText(value),
    String(count),
    `${ids
      .slice(0, MAX_IDS)
      .map((id) => recordLink(id, String(id)))
      .join(', ')}${count > MAX_IDS ? ', …' : ''}`,
  ]);
  const intro = more
    ? `The ${groups.length} largest groups of records`
    : `${amount(groups.length, 'group')} of records`;
  return say(
    `${intro}${describeFilter(filter)} with the same ${label}:\n\n${table([label, 'records', 'ids'], rows)}`,
  );
}
