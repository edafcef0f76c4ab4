import type { JsonObject } from './entity';

/** A list as somebody likes to see it, under a name. */
export interface SavedView {
  id: number;
  /** The resource that the list shows, as in its address: `entities`, `audit-logs`. */
  resource: string;
  /** 1–100 characters; unique among the owner's views of the resource. */
  name: string;
  /** Filters, sort, columns: what the client needs to show it again. At most 16 KiB; the server does not look inside. */
  query: JsonObject;
  /** Everybody sees it; only its owner changes it. */
  shared: boolean;
  owner_id: number;
  owner_name: string;
  version: number;
  created_at: string;
  updated_at: string;
}

/** Body of `POST /views`. */
export interface NewSavedView {
  resource: string;
  name: string;
  query: JsonObject;
  shared?: boolean;
}

/** Bytes of JSON that a view's query, and a person's preferences, may have. */
export const MAX_PERSONAL_BYTES = 16_384;
