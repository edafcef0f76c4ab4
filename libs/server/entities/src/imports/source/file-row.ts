import { type JsonObject } from '@bureau/contracts';

/** A row of a file and the line where it begins: cells of a table, or an object. `problem` where it could not be read. */
export interface FileRow {
  line: number;
  cells?: readonly string[];
  object?: JsonObject;
  problem?: string;
}
