import { type JsonObject } from '@bureau/contracts';

/** The fields that a row gives; `owner` as the file names them. */
export interface MappedRecord {
  name?: string;
  description?: string | null;
  status?: string;
  type?: string | null;
  owner?: string;
  metadata?: JsonObject;
}
