import { type JsonValue } from '@bureau/contracts';
import { type RecordDraft } from './entities-api';
import { DRAFT_FIELDS, type DraftField, same } from './merge-patch';

/** A field that two people changed differently. */
export interface FieldConflict {
  field: DraftField;
  original: JsonValue;
  mine: JsonValue;
  theirs: JsonValue;
}

export interface Merge {
  /** Theirs, with my changes of fields that they left alone. */
  draft: RecordDraft;
  conflicts: FieldConflict[];
}

/** Lays my edit over somebody else's newer version: what only one of us changed needs no question. */
export function mergeEdits(original: RecordDraft, mine: RecordDraft, theirs: RecordDraft): Merge {
  const conflicts = DRAFT_FIELDS.filter(
    (field) =>
      !same(original[field], mine[field]) &&
      !same(original[field], theirs[field]) &&
      !same(mine[field], theirs[field]),
  );
  const mineAlone = DRAFT_FIELDS.filter(
    (field) => !same(original[field], mine[field]) && same(original[field], theirs[field]),
  );
  return {
    draft: withFields(theirs, mine, mineAlone),
    conflicts: conflicts.map((field) => {
      return { field, original: original[field], mine: mine[field], theirs: theirs[field] };
    }),
  };
}

/** `base` with some fields of another draft. */
export function withFields(
  base: RecordDraft,
  other: RecordDraft,
  fields: readonly DraftField[],
): RecordDraft {
  return { ...base, ...Object.fromEntries(fields.map((field) => [field, other[field]])) };
}
