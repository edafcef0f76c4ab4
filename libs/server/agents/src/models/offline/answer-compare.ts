import { comparisonResultSchema } from '../../tools/tool-results';
import { TOOL } from '../../tools/tool-names';
import { fieldLabel } from './fields';
import { plain, recordLink, table, valueText } from './markdown';
import { resolveRecords } from './named-records';
import { type OfflineRequest } from './request';
import { ASK } from './sayings';
import { call, say, type Step, type ToolAnswer } from './step';

type CompareRequest = Extract<OfflineRequest, { kind: 'compare' }>;

/** Columns that still fit on a screen; the tool takes no more either. */
const MAX_RECORDS = 10;

/** Finds the records, sets them side by side, and tells what they share and where they differ. */
export function answerCompare(
  { records, given }: CompareRequest,
  givenIds: readonly number[],
  answers: readonly ToolAnswer[],
): Step {
  const wanted = given ? givenIds.map((id) => ({ id })) : records;
  if (wanted.length < 2) return say(ASK.twoRecords);
  if (wanted.length > MAX_RECORDS)
    return say(
      `At most ${MAX_RECORDS} records can be compared; these are ${wanted.length}. Nothing was done.`,
    );
  const resolved = resolveRecords(wanted, answers);
  if ('step' in resolved) return resolved.step;
  const [answer] = resolved.rest;
  if (!answer) return call({ name: TOOL.compareRecords, args: { ids: resolved.ids } });
  const { records: compared, same, different } = comparisonResultSchema.parse(answer.content);
  const shared = Object.entries(same).filter(([, value]) => value !== null);
  const common =
    shared.length === 0
      ? 'They share nothing.'
      : `They share ${shared.map(([field, value]) => `${plain(fieldLabel(field))} ${valueText(value)}`).join(', ')}.`;
  const heading = ['field', ...compared.map(({ id, name }) => recordLink(id, name))];
  const rows = different.map(({ field, values }) => [plain(fieldLabel(field)), ...values.map(valueText)]);
  return say(`${common}\n\n${table(heading, rows)}`);
}
