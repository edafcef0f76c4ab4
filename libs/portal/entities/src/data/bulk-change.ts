import {
  type BulkItem,
  type BulkItemResult,
  type BulkOperation,
  type BulkRequest,
  type BulkResult,
  type Entity,
  type JsonObject,
  MAX_BULK_ITEMS,
  MAX_BULK_SELECTION,
  type Risk,
} from '@bureau/contracts';
import { type Api, type ListQuery } from '@bureau/portal-core';
import { readRecords } from './read-records';
import { type Selected } from './record-selection';

/** What is done to each of the selected records. */
export interface BulkAct {
  operation: Extract<BulkOperation, 'status' | 'update' | 'delete'>;
  values?: JsonObject;
}

export type BulkCounts = BulkResult['counts'];

/** How far a change of many records has come; `failures` are the first of those that could not be changed. */
export interface BulkState {
  counts: BulkCounts;
  failures: readonly BulkItemResult[];
}

/** Ids that one page of a walk over the filter brings. */
const PAGE = 200;
const FAILURES_KEPT = 1_000;
const NOTHING: BulkState = { counts: { total: 0, succeeded: 0, unchanged: 0, failed: 0 }, failures: [] };

/**
 * One change of many records. Up to 10,000 of a filter are changed by one request, which is refused where their number
 * is no longer the one that was shown; more are walked through and changed a thousand at a time.
 */
export class BulkChange {
  constructor(
    private readonly api: Api,
    private readonly selected: Selected,
    private readonly query: ListQuery,
    private readonly act: BulkAct,
  ) {}

  /** What would happen, without anything happening; null where there are too many to ask. */
  async check(): Promise<BulkState | null> {
    if (this.#isWalk()) return null;
    return this.#run(true, () => undefined, new AbortController().signal);
  }

  /**
   * @param progress told after every request
   * @param stop ends it after the request that is under way; what was changed stays
   */
  run(progress: (state: BulkState) => void, stop: AbortSignal): Promise<BulkState> {
    return this.#run(false, progress, stop);
  }

  async #run(dry_run: boolean, progress: (state: BulkState) => void, stop: AbortSignal): Promise<BulkState> {
    let state = NOTHING;
    for await (const request of this.#requests()) {
      if (stop.aborted) break;
      const result = await this.api.post<BulkResult>('/entities/bulk', { ...request, ...this.act, dry_run });
      state = added(state, result);
      progress(state);
    }
    return state;
  }

  async *#requests(): AsyncGenerator<Partial<BulkRequest>> {
    if (this.selected.kind === 'records') yield* chunks(this.selected.records.map(itemOf));
    else if (this.#isWalk()) yield* this.#walk();
    else yield { filter: filterOf(this.query), expected_count: this.selected.count };
  }

  /** The ids first, then the changes: a changed record may leave the filter, and must not move the pages. */
  async *#walk(): AsyncGenerator<Partial<BulkRequest>> {
    const items: BulkItem[] = [];
    const query = { ...this.query, sort: 'id' };
    for (let cursor: string | null = null, more = true; more;) {
      const page: Awaited<ReturnType<typeof readRecords>> = await readRecords(
        this.api,
        query,
        { cursor, mirrored: false },
        { limit: PAGE, fields: 'id,version' },
      );
      items.push(...page.rows.map(itemOf));
      cursor = page.after;
      more = cursor !== null;
    }
    yield* chunks(items);
  }

  #isWalk(): boolean {
    return this.selected.kind === 'filter' && this.selected.count > MAX_BULK_SELECTION;
  }
}

/** How much harm a change of so many records can do. */
export function bulkRisk({ operation }: BulkAct, count: number): Risk {
  const steps: readonly Risk[] = ['low', 'medium', 'high'];
  const size = count > 1_000 ? 2 : count > 50 ? 1 : 0;
  return steps[Math.min(2, size + (operation === 'delete' && count > 1 ? 1 : 0))] ?? 'high';
}

function* chunks(items: readonly BulkItem[]): Generator<Partial<BulkRequest>> {
  for (let at = 0; at < items.length; at += MAX_BULK_ITEMS)
    yield { items: items.slice(at, at + MAX_BULK_ITEMS) };
}

function itemOf({ id, version }: Entity): BulkItem {
  return { id, version };
}

/** Filters and search without the order. */
function filterOf(query: ListQuery): Record<string, string> {
  const given = Object.entries(query).filter(
    ([name, value]) => name !== 'sort' && value !== '' && value != null,
  );
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

function added({ counts, failures }: BulkState, result: BulkResult): BulkState {
  const more = result.results.filter(({ outcome }) => outcome === 'failed');
  return {
    counts: {
      total: counts.total + result.counts.total,
      succeeded: counts.succeeded + result.counts.succeeded,
      unchanged: counts.unchanged + result.counts.unchanged,
      failed: counts.failed + result.counts.failed,
    },
    failures: [...failures, ...more].slice(0, FAILURES_KEPT),
  };
}
