import type { ProblemField } from '../problem';
import type { JsonObject } from './entity';

/** A type that records can have. Once there is one, a record's `type` must name one of them. */
export interface EntityType {
  id: number;
  /** What a record's `type` says; it stays as it is once made. */
  name: string;
  title: string;
  description: string | null;
  /** JSON Schema (draft 2020-12) of a record's `metadata`; at most 64 KiB. */
  schema: JsonObject;
  version: number;
  created_at: string;
  updated_at: string;
}

/** Body of `POST /entity-types`. */
export interface NewEntityType {
  name: string;
  title?: string;
  description?: string | null;
  schema?: JsonObject;
}

/** A record whose metadata is not as a schema asks. */
export interface Offender {
  id: number;
  name: string;
  version: number;
  errors: ProblemField[];
}

/** Answer of `POST /entity-types/{id}/check`. */
export interface EntityTypeCheck {
  checked: number;
  conforming: number;
  failing: number;
  /** False where there are more records than are checked in one go. */
  complete: boolean;
  /** The first hundred that fail. */
  offenders: Offender[];
}

/** A way in which records belong together. */
export interface RelationTypeInfo {
  id: number;
  /** What a relation's `relation_type` says; it stays as it is once made. */
  name: string;
  /** As it reads from the source: `depends on`. */
  title: string;
  /** As it reads from the target: `is needed by`. */
  inverse_title: string;
  description: string | null;
  /** Both directions mean the same, and there is one of them. */
  is_symmetric: boolean;
  /** May a record be related to itself? */
  self_allowed: boolean;
  /** May relations of this type lead back to where they began? */
  cycles_allowed: boolean;
  version: number;
  created_at: string;
  updated_at: string;
}

/** Body of `POST /relation-types`. */
export interface NewRelationType {
  name: string;
  title?: string;
  inverse_title?: string;
  description?: string | null;
  is_symmetric?: boolean;
  self_allowed?: boolean;
  cycles_allowed?: boolean;
}
