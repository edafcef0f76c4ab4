import { type Entity } from '@bureau/contracts';
import { type ToolRecord } from './tool-results';

/** Longest text of one field that a model is shown, in characters: the record itself has the rest. */
const MAX_TEXT = 1_000;

/** A record as models see it: what it is, without the bookkeeping. */
export function toToolRecord({ id, name, status, type, description, metadata, version }: Entity): ToolRecord {
  return {
    id,
    name,
    status,
    type,
    description: description && shorten(description),
    metadata: shortenAll(metadata),
    version,
  };
}

function shortenAll(metadata: Entity['metadata']): Entity['metadata'] {
  return Object.fromEntries(
    Object.entries(metadata).map(([key, value]) => [key, typeof value === 'string' ? shorten(value) : value]),
  );
}

function shorten(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}…`;
}
