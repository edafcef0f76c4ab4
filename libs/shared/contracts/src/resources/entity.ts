import type { EntityStatus, RelationType } from '../catalogues/statuses';

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

/** What `GET /entities/export` writes. */
export const EXPORT_FORMATS = ['csv', 'ndjson', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

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
  /** What the group has in common; of several, the first. A span of time is the moment at which it begins. */
  key: JsonValue;
  /** All of them, where there are several. */
  keys?: JsonValue[];
  count: number;
  value?: string | null;
  /** By the names of the `metrics` that were asked for. */
  values?: Record<string, string | null>;
}

/** A record in the neighbourhood of another. */
export interface NeighbourhoodNode {
  id: number;
  name: string;
  type: string | null;
  status: EntityStatus;
  /** Relations between it and the record that was asked about, along the shortest way. */
  distance: number;
}

export type NeighbourhoodEdge = Pick<EntityRelation, 'id' | 'source_id' | 'target_id' | 'relation_type'>;

/** Answer of `GET /entities/{id}/neighbourhood`: what the graph of a record shows. */
export interface Neighbourhood {
  /** The nearest first; the record itself is the first. */
  nodes: NeighbourhoodNode[];
  /** Relations between these nodes. */
  edges: NeighbourhoodEdge[];
  /** There is more than the limit shows. */
  truncated: boolean;
}
