import { aggregateResultSchema } from '../../tools/tool-results';
import { TOOL } from '../../tools/tool-names';
import { describeFilter } from './describe-selection';
import { fieldLabel } from './fields';
import { filterOf } from './given-records';
import { amount, table, valueText } from './markdown';
import { type Metric, type OfflineRequest } from './request';
import { call, say, type Step, type ToolAnswer } from './step';

type AggregateRequest = Extract<OfflineRequest, { kind: 'aggregate' }>;

const METRIC_WORDS: Readonly<Record<Metric, string>> = {
  count: 'Number',
  sum: 'Sum',
  avg: 'Average',
  min: 'Smallest',
  max: 'Largest',
};

/** Asks once for the figures, then tells them. */
export function answerAggregate(
  request: AggregateRequest,
  given: readonly number[],
  [answer]: readonly ToolAnswer[],
): Step {
  const { metric, field, groupBy, selection } = request;
  const filter = filterOf(selection, given);
  if (!answer) {
    const args = { metric, filter, ...(field && { field }), ...(groupBy && { group_by: groupBy }) };
    return call({ name: TOOL.aggregateRecords, args });
  }
  const { groups, more } = aggregateResultSchema.parse(answer.content);
  const which = describeFilter(filter);
  if (groupBy !== null) return say(grouped(request, groups, more, which));
  const [group] = groups;
  if (metric === 'count') return say(`There are **${amount(group?.count ?? 0, 'record')}**${which}.`);
  return say(
    `${METRIC_WORDS[metric]} of ${fieldLabel(field ?? '')} over ${amount(group?.count ?? 0, 'record')}${which}: **${valueText(group?.value)}**.`,
  );
}

function grouped(
  { metric, field, groupBy }: AggregateRequest,
  groups: readonly { key?: unknown; count: number; value?: string | null }[],
  more: boolean,
  which: string,
): string {
  const label = fieldLabel(groupBy ?? '');
  if (groups.length === 0) return `There is no record${which}.`;
  const heading = metric === 'count' ? [] : [`${METRIC_WORDS[metric]} of ${fieldLabel(field ?? '')}`];
  const rows = groups.map(({ key, count, value }) => [
    valueText(key),
    count.toLocaleString('en-US'),
    ...(metric === 'count' ? [] : [valueText(value)]),
  ]);
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const intro = more
    ? `The largest ${groups.length} groups by ${label} of the records${which}:`
    : `${amount(total, 'record')}${which} in ${amount(groups.length, 'group')} by ${label}:`;
  return `${intro}\n\n${table([label, 'records', ...heading], rows)}`;
}
