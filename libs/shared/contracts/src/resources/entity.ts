import type { EntityStatus, ImportStatus, RelationType } from '../catalogues/statuses';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/** A record of the organisation. */
export interface Entity {
  id: number;
  /** 1–255 characters. */
  name: string;
  description: string | null;
  status: EntityStatus;
  type: string | null;
  /** At most 64 KiB. */
  metadata: JsonObject;
  owner_id: number | null;
  version: number;
  created_at: string;
  updated_at: string;
  /** Only in the trash. */
  deleted_at?: string;
}

export type EntityChange = 'created' | 'updated' | 'deleted' | 'restored';

export interface EntityRelation {
  id: number;
  source_id: number;
  target_id: number;
  relation_type: RelationType;
  metadata: JsonObject;
  created_at: string;
  /** Names of both ends, so that a list needs no second request. */
  source_name: string;
  target_name: string;
}

/** One group of `GET /entities/aggregate`; decimals are strings. */
export interface EntityAggregate {
  key: JsonValue;
  count: number;
  value?: string | null;
}

export interface ImportRowError {
  line: number;
  column: string | null;
  detail: string;
}

/** A running or finished import of records. */
export interface ImportJob {
  id: number;
  status: ImportStatus;
  file_name: string;
  rows_read: number;
  rows_created: number;
  rows_failed: number;
  /** The first 100 rows that could not be imported. */
  errors: ImportRowError[];
  error: string | null;
  requested_by: number;
  created_at: string;
  finished_at: string | null;
  version: number;
}
