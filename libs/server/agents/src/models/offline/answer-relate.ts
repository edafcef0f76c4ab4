import { searchResultSchema } from '../../tools/tool-results';
import { TOOL } from '../../tools/tool-names';
import { answerProposal } from './answer-proposal';
import { plain } from './markdown';
import { type OfflineRequest, type RecordReference } from './request';
import { ASK } from './sayings';
import { call, say, type Step, type ToolAnswer, type ToolWish } from './step';

type RelateRequest = Extract<OfflineRequest, { kind: 'relate' }>;

/** Finds the records that are named, proposes the relation, tells what people decided. */
export function answerRelate({ source, target, type }: RelateRequest, answers: readonly ToolAnswer[]): Step {
  if (type === null) return say(ASK.relationType);
  const named = [source, target].filter(isNamed);
  if (answers.length < named.length) return call(...named.map(({ name }) => searchByName(name)));
  const found = named.map(({ name }, i) => ({ name, ids: idsIn(answers[i]) }));
  const unclear = found.find(({ ids }) => ids.length !== 1);
  if (unclear)
    return say(unclear.ids.length === 0 ? absent(unclear.name) : ambiguous(unclear.name, unclear.ids));
  const proposal = answers[named.length];
  if (proposal) return answerProposal(proposal);
  const idOf = (reference: RecordReference) =>
    'id' in reference ? reference.id : (found.find(({ name }) => name === reference.name)?.ids[0] ?? 0);
  const changes = [
    { operation: 'relate', entity_id: idOf(source), relation_type: type, target_id: idOf(target) },
  ];
  return call({
    name: TOOL.proposeChanges,
    args: { title: `Relate records as ${type}`, reason: 'Asked for by name.', changes },
  });
}

/** A search for the record of exactly this name; two results mean that the name is not enough. */
export function searchByName(name: string): ToolWish {
  return { name: TOOL.searchRecords, args: { filter: [{ field: 'name', op: 'eq', value: name }], limit: 5 } };
}

/** What to say where no record has the name. */
export function absent(name: string): string {
  return `There is no record named “${plain(name)}”. Nothing was done.`;
}

/** What to say where several records have the name. */
export function ambiguous(name: string, ids: readonly number[]): string {
  return `Several records are named “${plain(name)}” (${ids.join(', ')}). Nothing was done. Ask again with the id.`;
}

function isNamed(reference: RecordReference): reference is { name: string } {
  return 'name' in reference;
}

function idsIn(answer: ToolAnswer | undefined): number[] {
  return searchResultSchema.parse(answer?.content).records.map(({ id }) => id);
}
