import { type ChangeSetItem } from '@bureau/contracts';
import {
  BatchConformance,
  ENTITY_RESOURCE,
  recordAccess,
  RELATION_RESOURCE,
  withRelationErrors,
} from '@bureau/entities';
import {
  type BatchOptions,
  type Caller,
  currentContext,
  Database,
  emptyContext,
  type Executor,
  itemsOf,
  type ResourceAccess,
  runInContext,
  WritePath,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { requesterMayNot } from '../change-sets.errors';
import { type ChangeSetRow } from '../persistence/change-set.resource';
import { missingPermission } from '../policy/operation-rights';
import { isRelation } from '../proposal/plan-items';
import { visibleItems } from '../rights/item-visibility';
import { mayCreateAll, protectedChanges, refusedRows, writableRows } from '../rights/proposed-writes';
import { toBatchItem } from './batch-items';
import { relationWrites } from './relation-writes';

/** Records that one statement writes: what anybody can propose at once. Only taking back an import needs more. */
const BATCH_ITEMS = 5_000;

export type CommitResult =
  /** Ids of the records that were made, by the item that made them. */
  | { outcome: 'committed'; created: Map<number, number> }
  /** Nothing was written: records are no longer as the proposal found them. */
  | { outcome: 'drifted' };

type BatchWriter = Pick<WritePath<{ id: number; version: number }>, 'batch'>;

/** Makes an approved set real: every record or none, in one statement, under locks that are taken in one order. */
@Injectable()
export class ChangeSetCommit {
  private readonly records: BatchWriter;
  private readonly relations: BatchWriter;

  constructor(
    database: Database,
    private readonly conformance: BatchConformance,
  ) {
    this.records = new WritePath(database, ENTITY_RESOURCE);
    this.relations = new WritePath(database, RELATION_RESOURCE);
  }

  /**
   * Writes with the requester's rights as they are now; the audit rows name who proposed and who approved.
   * @param requester whose set it is; null where the account is gone
   * @param looked ids of items that a person decided one by one; fields of the others wait for somebody to look at them,
   * where an agent wrote them
   * @param by the person who approved; null where policy did
   * @throws 409 where the requester may no longer do this
   */
  async commit(
    tx: Executor,
    set: ChangeSetRow,
    items: readonly ChangeSetItem[],
    requester: Caller | null,
    looked: ReadonlySet<number>,
    by: { approved_by: number | null },
  ): Promise<CommitResult> {
    assertRequester(requester, items);
    const context = { ...(currentContext() ?? emptyContext('commit')), ...actingFor(set, requester), ...by };
    const unseen = set.agent === null ? [] : items.filter(({ id }) => !looked.has(id));
    return runInContext(context, () => this.write(tx, items, requester.user_id, new Set(unseen)));
  }

  private async write(
    tx: Executor,
    items: readonly ChangeSetItem[],
    ownerId: number,
    unseen: ReadonlySet<ChangeSetItem>,
  ): Promise<CommitResult> {
    const access = recordAccess();
    if (protectedChanges(access, items).length > 0)
      throw requesterMayNot('The person in whose name this was proposed may not change one of these fields.');
    if (!mayCreateAll(access, items, ownerId))
      throw requesterMayNot(
        'The person in whose name this was proposed may not create one of these records.',
      );
    await assertRelationRows(tx, access, items);
    const relations = await relationWrites(tx, items);
    if (relations === null) return { outcome: 'drifted' };
    const created = new Map<number, number>();
    const records = items.filter((item) => !isRelation(item));
    if (records.length > 0) {
      const written = await this.writeRecords(tx, records, ownerId, unseen, created);
      if (!written) return { outcome: 'drifted' };
      await this.assertConforming(tx, records, created);
    }
    if (relations.length > 0) {
      const batch = this.relations.batch({ executor: tx, items: itemsOf(relations) });
      const result = await withRelationErrors(batch);
      if (result.outcome !== 'applied') throw new Error('Relations changed under their locks');
    }
    return { outcome: 'committed', created };
  }

  /**
   * One statement, or several for more than one takes: in the order of ids over all of them, and none where one finds
   * that its records drifted.
   * @returns false where they did
   */
  private async writeRecords(
    tx: Executor,
    records: readonly ChangeSetItem[],
    ownerId: number,
    unseen: ReadonlySet<ChangeSetItem>,
    created: Map<number, number>,
  ): Promise<boolean> {
    const single = records.length <= BATCH_ITEMS;
    const ordered = single ? records : [...records].sort((a, b) => (a.entity_id ?? 0) - (b.entity_id ?? 0));
    if (!single) await tx.query({ text: 'savepoint records' });
    for (let at = 0; at < ordered.length; at += BATCH_ITEMS) {
      const piece = ordered.slice(at, at + BATCH_ITEMS);
      if (await this.writePiece(tx, piece, ownerId, unseen, created, single ? 'each' : 'bulk')) continue;
      if (!single) await tx.query({ text: 'rollback to savepoint records' });
      return false;
    }
    return true;
  }

  private async writePiece(
    tx: Executor,
    records: readonly ChangeSetItem[],
    ownerId: number,
    unseen: ReadonlySet<ChangeSetItem>,
    created: Map<number, number>,
    events: 'each' | 'bulk',
  ): Promise<boolean> {
    const access = recordAccess();
    const writes = records.map((item, n) => toBatchItem(item, n, ownerId));
    const result = await this.records.batch({
      executor: tx,
      items: itemsOf(writes),
      events,
      ...unseenWrites(records, unseen),
      ...(access.narrowed && { writable: writableRows(access, records) }),
    });
    if (result.outcome === 'refused' && result.problems.some(({ reason }) => reason === 'forbidden'))
      throw requesterMayNot(
        'The person in whose name this was proposed may not change one of these records.',
      );
    if (result.outcome !== 'applied') return false;
    for (const { n, id } of result.created) {
      const item = records[n];
      if (item) created.set(item.id, id);
    }
    return true;
  }

  /** @throws 422 where a record would not be as its type asks */
  private async assertConforming(
    tx: Executor,
    records: readonly ChangeSetItem[],
    created: ReadonlyMap<number, number>,
  ): Promise<void> {
    const idsOf = (fields: RegExp) =>
      records
        .filter(({ changes }) => changes.some(({ field }) => fields.test(field)))
        .flatMap(({ id, entity_id }) => created.get(id) ?? entity_id ?? []);
    const offenders = await this.conformance.offenders(
      tx,
      idsOf(/^(?:type$|metadata(?:\.|$))/),
      idsOf(/^type$/),
    );
    for (const problem of offenders.values()) throw problem;
  }
}

/** The places of items that wait for somebody to look at them; nothing for sets of people. */
function unseenWrites(
  records: readonly ChangeSetItem[],
  unseen: ReadonlySet<ChangeSetItem>,
): Pick<BatchOptions, 'unreviewed'> {
  const places = records.flatMap((item, n) => (unseen.has(item) ? [n] : []));
  if (places.length === 0) return {};
  return { unreviewed: { text: 'select unnest($1::int[]) as n', values: [places] } };
}

function assertRequester(
  requester: Caller | null,
  items: readonly ChangeSetItem[],
): asserts requester is Caller {
  if (!requester)
    throw requesterMayNot('The person in whose name this was proposed has no active account any more.');
  const missing = missingPermission(
    requester.permissions,
    items.map(({ operation }) => operation),
  );
  if (missing)
    throw requesterMayNot(
      `The person in whose name this was proposed lacks the permission ${missing} by now.`,
    );
}

/** @throws 409 where row rules keep the requester from one end of a relation */
async function assertRelationRows(
  tx: Executor,
  access: ResourceAccess,
  items: readonly ChangeSetItem[],
): Promise<void> {
  const relations = items.filter(isRelation);
  if (!access.narrowed || relations.length === 0) return;
  const refused = await refusedRows(tx, access, relations, 0);
  const blocked = (await visibleItems(tx, access, relations)).some((item) => item.blocked !== undefined);
  if (blocked || refused.length > 0)
    throw requesterMayNot('The person in whose name this was proposed may not relate one of these records.');
}

/** What the audit rows say: the requester's rights, the agent's hand, the decider's approval. */
function actingFor(set: ChangeSetRow, requester: Caller) {
  const actor =
    set.agent === null ? requester.actor : ({ type: 'agent', id: set.agent, name: set.agent } as const);
  return {
    caller: { ...requester, actor },
    agent_task_id: set.agent_task_id,
    change_set_id: set.id,
    idempotency: null,
  };
}
