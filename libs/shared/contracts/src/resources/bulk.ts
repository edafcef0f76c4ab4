import type { Problem } from '../problem';
import type { JsonObject } from './entity';

export const BULK_OPERATIONS = [
  'create',
  'update',
  'status',
  'delete',
  'restore',
  'relate',
  'unrelate',
] as const;
export type BulkOperation = (typeof BULK_OPERATIONS)[number];

/** Items of one `POST /entities/bulk`. */
export const MAX_BULK_ITEMS = 1_000;
/** Records that one bulk change may find by a filter. */
export const MAX_BULK_SELECTION = 10_000;

export interface BulkItem {
  /** The record; the source of a relation. Absent for `create`. */
  id?: number;
  /** The version that was seen; 412 for this item where the record has another by now. */
  version?: number;
  /** What differs from the request's own `values` for this item. */
  values?: JsonObject;
}

/** Body of `POST /entities/bulk`: either `items` or `filter`. */
export interface BulkRequest {
  operation: BulkOperation;
  items?: BulkItem[];
  /** Every record that a list with these query parameters would show: `{"status": "draft", "metadata.team": "x"}`. */
  filter?: Record<string, string | string[]>;
  /** How many records the filter found when it was looked at; 409 where it finds another number. Free in a dry run. */
  expected_count?: number;
  /**
   * Fields of a record (`update` merges `metadata` by RFC 7396), `status`, or `target_id` and `relation_type`, for
   * every item.
   */
  values?: JsonObject;
  /** Says what would happen, and changes nothing. */
  dry_run?: boolean;
  /** All items or none. */
  atomic?: boolean;
}

export type BulkOutcome =
  'created' | 'updated' | 'unchanged' | 'deleted' | 'restored' | 'related' | 'unrelated' | 'failed';

export interface BulkItemResult {
  /** Place of the item in the request, or of the record in the selection, from 0. */
  index: number;
  /** Null for a record that was not made. */
  id: number | null;
  /** What a request for this item alone would have answered. */
  status: number;
  outcome: BulkOutcome;
  /** The record's version now. */
  version?: number;
  problem?: Pick<Problem, 'status' | 'code' | 'detail' | 'errors' | 'current_version'>;
}

export interface BulkResult {
  operation: BulkOperation;
  dry_run: boolean;
  atomic: boolean;
  /** Whether anything that succeeded stands: not in a dry run, and not where one item of an atomic request failed. */
  committed: boolean;
  counts: { total: number; succeeded: number; unchanged: number; failed: number };
  /** Of `items` every one; of a selection, and where an atomic request failed, those that failed (1,000 at most). */
  results: BulkItemResult[];
}
