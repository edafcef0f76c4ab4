import { searchResultSchema } from '../../tools/tool-results';
import { TOOL } from '../../tools/tool-names';
import { plain } from './markdown';
import { type RecordReference } from './request';
import { call, say, type Step, type ToolAnswer, type ToolWish } from './step';

/** Either what to do first, or the ids of the records with the answers that are left. */
export type Resolved = { step: Step } | { ids: number[]; rest: readonly ToolAnswer[] };

/** Finds the records that a request names; ids are taken as they are. */
export function resolveRecords(
  references: readonly RecordReference[],
  answers: readonly ToolAnswer[],
): Resolved {
  const names = references.flatMap((one) => ('name' in one ? [one.name] : []));
  if (answers.length < names.length) return { step: call(...names.map(searchByName)) };
  const found = names.map((name, i) => ({ name, ids: idsIn(answers[i]) }));
  const unclear = found.find(({ ids }) => ids.length !== 1);
  if (unclear)
    return {
      step: say(unclear.ids.length === 0 ? absent(unclear.name) : ambiguous(unclear.name, unclear.ids)),
    };
  const idOf = (name: string) => found.find((one) => one.name === name)?.ids[0] ?? 0;
  return {
    ids: references.map((one) => ('id' in one ? one.id : idOf(one.name))),
    rest: answers.slice(names.length),
  };
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

function idsIn(answer: ToolAnswer | undefined): number[] {
  return searchResultSchema.parse(answer?.content).records.map(({ id }) => id);
}
