import { type Executor } from '../database/statement';
import { batchStatement } from './batch-statement';
import { type ResourceDefinition, type SqlRule } from './resource';
import { ANY, placeRule } from './sql-rule';
import { type StatementCache } from './statement-cache';
import { contextValues } from './write-context';

/** SQL text with its own placeholders from `$1`; it is renumbered behind the context's. */
export type SqlSource = SqlRule;

/** One write of a batch, as `items` must select it. */
export interface BatchItem {
  /** Order of the item, and its name in the result. */
  n: number;
  operation: 'create' | 'update' | 'delete' | 'restore' | 'remove';
  /** Null for a create. */
  id: number | null;
  /** The version that the change was made against; null: any. */
  base_version: number | null;
  /** New values of whole columns. */
  patch: object;
  /** Merge patches (RFC 7396) of jsonb columns. */
  merge: object;
}

export interface BatchOptions {
  executor?: Executor;
  /** Selects a row, locked, where the batch may run at all (a compare-and-set on its owner); every batch may otherwise. */
  gate?: SqlSource;
  /** Selects {@link BatchItem} columns: `n, operation, id, base_version, patch, merge`. */
  items: SqlSource;
  visible?: SqlRule;
  writable?: SqlRule;
  /** `bulk` tells of the whole batch in one event `<type>.bulk_changed`, see {@link BulkChanged}; `each` otherwise. */
  events?: 'each' | 'bulk';
  /**
   * Further common table expressions (`name as (…), …`) that write beside the batch: they read `gate` and `todo`, the
   * writes with the old (`o_…`) and new (`n_…`) values of every column. `todo` is empty where the batch is refused.
   */
  also?: SqlSource;
  /** Selects the `n` of items that an agent wrote and no person has looked at one by one. */
  unreviewed?: SqlSource;
}

/** Payload of `<type>.bulk_changed`. New rows are only counted: nobody can be watching one of them. */
export interface BulkChanged {
  created: number;
  updated: number;
  deleted: number;
  restored: number;
  /** Rows that were there before, with their new versions. */
  records: { id: number; change: 'updated' | 'deleted' | 'restored'; version: number }[];
  by: number | null;
  change_set_id: number | null;
}

/** Why an item cannot be written. */
export interface BatchProblem {
  n: number;
  id: number | null;
  reason: 'absent' | 'stale' | 'forbidden';
  base_version: number | null;
  /** The version that the record has now. */
  version: number | null;
}

export type BatchResult =
  /** All of it was written; unchanged items count, with no audit row. */
  | { outcome: 'applied'; items: number; changed: number; created: { n: number; id: number }[] }
  /** Nothing was written, because of these items (the first 200 of them). */
  | { outcome: 'refused'; problems: BatchProblem[] }
  /** Nothing was written: the gate did not open. */
  | { outcome: 'closed' };

interface BatchRow {
  opened: boolean;
  problems: BatchProblem[] | null;
  items: number;
  changed: number;
  created: { n: number; id: number }[] | null;
}

const EVERY: SqlSource = { text: 'select 1', values: [] };

/** Runs a batch in one statement: locks in the order of ids, so that overlapping batches cannot deadlock. */
export async function runBatch<Row extends { id: number }>(
  resource: ResourceDefinition<Row>,
  statements: StatementCache,
  executor: Executor,
  { gate = EVERY, items, visible = ANY, writable = ANY, events = 'each', also, unreviewed }: BatchOptions,
): Promise<BatchResult> {
  const values = contextValues();
  const shape = {
    gate: placeRule(gate, values),
    items: placeRule(items, values),
    visible: placeRule(visible, values),
    writable: placeRule(writable, values),
    events,
    also: also ? placeRule(also, values) : null,
    unreviewed: unreviewed ? placeRule(unreviewed, values) : null,
  };
  const statement = statements.get({ op: 'batch', ...shape }, () => batchStatement(resource, shape));
  const [row] = await executor.query<BatchRow>({ ...statement, values });
  if (!row?.opened) return { outcome: 'closed' };
  if (row.problems) return { outcome: 'refused', problems: row.problems };
  if (row.changed > 0) executor.wroteEvents();
  return { outcome: 'applied', items: row.items, changed: row.changed, created: row.created ?? [] };
}

/** `items` of a batch whose writes are at hand: sent as one JSON parameter. */
export function itemsOf(items: readonly Partial<BatchItem>[]): SqlSource {
  const rows = items.map((item, i) => ({
    n: i + 1,
    operation: 'create',
    id: null,
    base_version: null,
    patch: {},
    merge: {},
    ...item,
  }));
  return {
    text: `select * from jsonb_to_recordset($1::jsonb) as i(n int, operation text, id bigint, base_version int, patch jsonb, merge jsonb)`,
    values: [JSON.stringify(rows)],
  };
}
