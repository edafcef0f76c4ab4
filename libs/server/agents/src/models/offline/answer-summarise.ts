import { recordResultSchema, searchResultSchema, type ToolRecord } from '../../tools/tool-results';
import { TOOL } from '../../tools/tool-names';
import { absent, ambiguous, searchByName } from './named-records';
import { amount, plain, table, valueText } from './markdown';
import { type OfflineRequest, type RecordReference } from './request';
import { ASK } from './sayings';
import { call, say, type Step, type ToolAnswer } from './step';

type SummariseRequest = Extract<OfflineRequest, { kind: 'summarise' }>;

/** Records of one summary: what one answer can show. */
const MAX_RECORDS = 20;

/** Reads the records, then tells what each is and what they share. */
export function answerSummarise(
  { records, given }: SummariseRequest,
  givenIds: readonly number[],
  answers: readonly ToolAnswer[],
): Step {
  const wanted: RecordReference[] = given ? givenIds.map((id) => ({ id })) : records;
  if (wanted.length === 0) return say(ASK.records);
  if (wanted.length > MAX_RECORDS)
    return say(
      `A summary takes ${MAX_RECORDS} records at most; these are ${wanted.length}. Nothing was done.`,
    );
  if (answers.length < wanted.length) {
    return call(
      ...wanted.map((one) =>
        'id' in one ? { name: TOOL.getRecord, args: { id: one.id } } : searchByName(one.name),
      ),
    );
  }
  const read: { record: ToolRecord; relations: number }[] = [];
  for (const [i, reference] of wanted.entries()) {
    const content = answers[i]?.content;
    if ('id' in reference) {
      const { record, relations } = recordResultSchema.parse(content);
      read.push({ record, relations: relations.length });
      continue;
    }
    const { records: found } = searchResultSchema.parse(content);
    const [record] = found;
    if (!record) return say(absent(reference.name));
    if (found.length > 1)
      return say(
        ambiguous(
          reference.name,
          found.map(({ id }) => id),
        ),
      );
    read.push({ record, relations: 0 });
  }
  return say(summary(read));
}

function summary(read: readonly { record: ToolRecord; relations: number }[]): string {
  const shared = sharedValues(read.map(({ record }) => record));
  const lines = read.map(({ record, relations }) => describe(record, relations, shared));
  const common =
    read.length > 1 && shared.size > 0
      ? `\n\nAll of them have ${[...shared].map(([key, value]) => `${plain(key)} ${valueText(value)}`).join(', ')}.`
      : '';
  return `**${amount(read.length, 'record')}**${common}\n\n${lines.join('\n\n')}`;
}

function describe(
  { id, name, status, type, description, metadata }: ToolRecord,
  relations: number,
  shared: ReadonlyMap<string, unknown>,
): string {
  const about = [
    `${status}`,
    type === null ? '' : `of type ${plain(type)}`,
    relations > 0 ? `with ${amount(relations, 'relation')}` : '',
  ].filter((part) => part !== '');
  const rows = Object.entries(metadata)
    .filter(([key]) => !shared.has(key))
    .map(([key, value]) => [plain(key), valueText(value)]);
  const facts = rows.length > 0 ? `\n\n${table(['field', 'value'], rows)}` : '';
  return `**${plain(name)}** ([record ${id}](/records/${id})): ${about.join(', ')}.${description ? ` ${plain(description)}` : ''}${facts}`;
}

/** Metadata that is the same in all records; of a single record nothing counts as shared. */
function sharedValues(records: readonly ToolRecord[]): Map<string, unknown> {
  const [first, ...rest] = records;
  if (!first || rest.length === 0) return new Map();
  const same = (key: string, value: unknown) =>
    rest.every(({ metadata }) => JSON.stringify(metadata[key]) === JSON.stringify(value));
  return new Map(Object.entries(first.metadata).filter(([key, value]) => same(key, value)));
}
