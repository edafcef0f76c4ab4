import { type ProblemField, type ProposedItem } from '@bureau/contracts';
import { type Executor, type SqlRule } from '@bureau/platform';
import { planItem } from './plan-item';
import { type Plan, type PlannedItem } from './planned-item';
import { existingRelations, loadRecords } from './record-reader';
import { planRelation, relationOf } from './relation-items';

/** Records with large metadata are held in memory no more than so many at a time. */
const CHUNK = 500;

export interface PlannedItems {
  items: PlannedItem[];
  /** How many items would change nothing and were left out. */
  unchanged: number;
  /** Items that cannot be, with their place in the proposal. */
  impossible: ProblemField[];
}

/** One plan per checked item, in order. */
export async function planEach(
  executor: Executor,
  proposed: readonly ProposedItem[],
  visible: SqlRule,
): Promise<Plan[]> {
  const plans: Plan[] = [];
  for (let at = 0; at < proposed.length; at += CHUNK) {
    plans.push(...(await planChunk(executor, proposed.slice(at, at + CHUNK), visible)));
  }
  return plans;
}

/** Sets checked items against the records as they stand. */
export async function planItems(
  executor: Executor,
  proposed: readonly ProposedItem[],
  visible: SqlRule,
): Promise<PlannedItems> {
  const result: PlannedItems = { items: [], unchanged: 0, impossible: [] };
  for (const [at, plan] of (await planEach(executor, proposed, visible)).entries()) {
    if (plan.outcome === 'planned') result.items.push(plan.item);
    else if (plan.outcome === 'unchanged') result.unchanged += 1;
    else
      result.impossible.push({ pointer: `/items/${at}${plan.path}`, code: plan.code, detail: plan.detail });
  }
  return result;
}

async function planChunk(
  executor: Executor,
  chunk: readonly ProposedItem[],
  visible: SqlRule,
): Promise<Plan[]> {
  const keys = chunk.filter(isRelation).map(relationOf);
  const ids = [
    ...chunk.flatMap(({ entity_id }) => entity_id ?? []),
    ...keys.map(({ target_id }) => target_id),
  ];
  const records = await loadRecords(executor, [...new Set(ids)], visible);
  const relations = new Set((await existingRelations(executor, keys)).keys());
  const recordOf = (id: number) => records.get(id) ?? null;
  return chunk.map((item) =>
    isRelation(item)
      ? planRelation(item, recordOf, relations)
      : planItem(item, recordOf(item.entity_id ?? 0)),
  );
}

export function isRelation({ operation }: { operation: ProposedItem['operation'] }): boolean {
  return operation === 'relate' || operation === 'unrelate';
}
