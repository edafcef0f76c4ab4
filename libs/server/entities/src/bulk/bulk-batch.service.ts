import { type BulkItemResult, type BulkOperation, type Entity, type RuleAction } from '@bureau/contracts';
import {
  allOf,
  type BatchItem,
  Database,
  type Executor,
  itemsOf,
  notFound,
  permissionDenied,
  placeRule,
  requireCaller,
  type ResourceAccess,
  type SqlRule,
  versionConflict,
  WritePath,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { recordAccess, refuseCreate, refuseValues } from '../access/record-access';
import { type EntityPatch, type NewEntity } from '../entity-input';
import { ENTITY_RESOURCE } from '../persistence/entity.resource';
import { LIVE, TRASHED } from '../persistence/entity.list';
import { BatchConformance } from '../types/batch-conformance';
import { done, DONE, failed, type BulkWork } from './bulk-work';

export type BatchOperation = Exclude<BulkOperation, 'relate' | 'unrelate'>;

/** More changes than this are told of in one event. */
const MAX_SINGLE_EVENTS = 100;

/** What rules call the operations. */
const ACTIONS: Readonly<Record<BatchOperation, RuleAction>> = {
  create: 'create',
  update: 'update',
  status: 'update',
  delete: 'delete',
  restore: 'delete',
};

/**
 * Many records in one statement. Records are locked first, in the order of their ids as every batch does, so that what
 * is wrong with one of them is known before anything is written.
 */
@Injectable()
export class BulkBatch {
  private readonly records: WritePath<Entity>;

  constructor(
    database: Database,
    private readonly conformance: BatchConformance,
  ) {
    this.records = new WritePath(database, ENTITY_RESOURCE);
  }

  /**
   * @param where conditions under which a record is still one of the selection
   * @param atomic nothing is written where one item fails
   * @returns a result for each item, in no order
   */
  async run(
    tx: Executor,
    operation: BatchOperation,
    work: readonly BulkWork[],
    where: SqlRule,
    atomic: boolean,
  ): Promise<BulkItemResult[]> {
    const before =
      operation === 'create' ? new Map<number, number>() : await lock(tx, operation, work, where);
    const results: BulkItemResult[] = [];
    const access = recordAccess();
    let left = work.filter((item) => {
      const problem = refuseItem(access, operation, item) ?? problemOf(operation, item, before);
      if (problem) results.push(failed(item.index, item.id, problem));
      return !problem;
    });
    while (left.length > 0 && !(atomic && results.length > 0)) {
      const items = left.map((item) => toItem(operation, item));
      const result = await this.records.batch({
        executor: tx,
        items: itemsOf(items),
        visible: where,
        writable: access.rows(ACTIONS[operation]),
        events: items.length > MAX_SINGLE_EVENTS ? 'bulk' : 'each',
      });
      if (result.outcome === 'applied') {
        const wrote = await written(tx, operation, left, before, result.created);
        await this.refuseOffenders(tx, operation, left, wrote);
        return [...results, ...wrote];
      }
      if (result.outcome === 'closed') throw new Error('A batch without a gate was closed');
      const problems = new Map(result.problems.map(({ n, reason }) => [n - 1, reason]));
      for (const n of problems.keys()) {
        const item = left[n];
        if (item) results.push(failed(item.index, item.id, refusal(problems.get(n))));
      }
      left = left.filter((_, n) => !problems.has(n));
    }
    return results;
  }

  /** @throws OffendersFound where records are not as their types ask; the batch must be taken back then */
  private async refuseOffenders(
    tx: Executor,
    operation: BatchOperation,
    work: readonly BulkWork[],
    wrote: readonly BulkItemResult[],
  ): Promise<void> {
    if (operation !== 'create' && operation !== 'update') return;
    const gives = (name: 'type' | 'metadata') =>
      wrote.filter((_, n) => (work[n]?.values as EntityPatch | undefined)?.[name] !== undefined);
    const idsOf = (results: readonly BulkItemResult[]) => results.flatMap(({ id }) => id ?? []);
    const typed = gives('type');
    const offenders = await this.conformance.offenders(
      tx,
      idsOf([...typed, ...gives('metadata')]),
      idsOf(typed),
    );
    if (offenders.size === 0) return;
    throw new OffendersFound(
      wrote.flatMap(({ index, id }) => {
        const problem = offenders.get(id ?? 0);
        return problem ? [failed(index, operation === 'create' ? null : id, problem)] : [];
      }),
    );
  }
}

/** A batch wrote records that are not as their types ask. */
export class OffendersFound extends Error {
  constructor(readonly results: readonly BulkItemResult[]) {
    super('Records are not as their types ask');
  }
}

/** Versions of the records that there are, locked. */
async function lock(
  tx: Executor,
  operation: BatchOperation,
  work: readonly BulkWork[],
  where: SqlRule,
): Promise<Map<number, number>> {
  const values: unknown[] = [work.map(({ id }) => id)];
  const rule = placeRule(
    allOf(operation === 'restore' ? TRASHED : LIVE, where, recordAccess().rows('read')),
    values,
  );
  const rows = await tx.query<{ id: number; version: number }>({
    text: `select e.id, e.version from entities e where e.id = any($1::bigint[]) and (${rule}) order by e.id for no key update`,
    values,
  });
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** Why the caller's rules do not let the values through; rules about rows are checked under the lock. */
function refuseItem(access: ResourceAccess, operation: BatchOperation, { values }: BulkWork): Error | null {
  if (operation === 'create') return refuseCreate(access, values as NewEntity, requireCaller().user_id);
  return refuseValues(access, values as EntityPatch);
}

function problemOf(
  operation: BatchOperation,
  { id, version }: BulkWork,
  before: ReadonlyMap<number, number>,
): Error | null {
  if (operation === 'create') return null;
  const current = before.get(id ?? 0);
  if (current === undefined) return notFound('record');
  return version !== null && version !== current ? versionConflict('record', current) : null;
}

function refusal(reason: string | undefined): Error {
  return reason === 'forbidden' ? permissionDenied('You may not change this record.') : notFound('record');
}

function toItem(operation: BatchOperation, { id, values }: BulkWork): Partial<BatchItem> {
  switch (operation) {
    case 'create':
      return { operation, patch: { ...values, owner_id: requireCaller().user_id } };
    case 'delete':
    case 'restore':
      return { operation, id };
    default: {
      const { metadata, ...patch } = values as EntityPatch;
      return { operation: 'update', id, patch, merge: metadata === undefined ? {} : { metadata } };
    }
  }
}

/** What became of items that were all written: whose version did not move was as it should be already. */
async function written(
  tx: Executor,
  operation: BatchOperation,
  work: readonly BulkWork[],
  before: ReadonlyMap<number, number>,
  created: readonly { n: number; id: number }[],
): Promise<BulkItemResult[]> {
  if (operation === 'create') {
    const ids = new Map(created.map(({ n, id }) => [n - 1, id]));
    return work.map((item, n) => done(item.index, 'created', ids.get(n) ?? null, 1));
  }
  const rows = await tx.query<{ id: number; version: number }>({
    name: 'entity_versions',
    text: 'select id, version from entities where id = any($1::bigint[])',
    values: [work.map(({ id }) => id)],
  });
  const after = new Map(rows.map(({ id, version }) => [id, version]));
  return work.map(({ index, id }) => {
    const version = after.get(id ?? 0);
    const same = version === before.get(id ?? 0);
    return done(index, same ? 'unchanged' : DONE[operation], id, version);
  });
}
