import { type EntityStatus, type JsonObject } from '@bureau/contracts';

/** Fields of a new record. */
export interface NewEntity {
  name: string;
  description?: string | null;
  status?: EntityStatus;
  type?: string | null;
  metadata?: JsonObject;
}

/** New values of the fields that are given; `metadata` replaces the old one, or is merged into it, as the call says. */
export type EntityPatch = Partial<NewEntity>;
