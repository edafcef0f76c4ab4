import { RELATION_TYPES, type RelationType } from '@bureau/contracts';
import { type OfflineRequest, type RecordReference } from './request';
import { readId } from './selection';
import { type TokenReader } from './token-reader';
import { readValue } from './values';

const VERBS = ['relate', 'link', 'connect', 'add a relation from', 'create a relation from'];

/** `Relate "a" to "b" as depends_on`, `Link record 4 with record 9 as duplicate of`. */
export function readRelate(reader: TokenReader): OfflineRequest | null {
  if (reader.take(...VERBS) === null) return null;
  const source = readReference(reader);
  if (!source || reader.take('to', 'with', 'and') === null) return null;
  const target = readReference(reader);
  if (!target) return null;
  const named =
    reader.take('as', 'by', 'with type', 'of type', 'with relation', 'with the relation', ':') !== null;
  return { kind: 'relate', source, target, type: named ? readRelationType(reader) : null };
}

/** `record 12`, `12`, `"name"`, `record name`. */
export function readReference(reader: TokenReader): RecordReference | null {
  reader.skip('the', 'record', 'entity');
  const id = readId(reader);
  if (id !== null) return { id };
  const name = readValue(reader);
  return name === null ? null : { name: String(name) };
}

/** `depends_on`, `depends on` and `"depends_on"` are the same. */
function readRelationType(reader: TokenReader): RelationType | null {
  reader.skip('a', 'an', 'the');
  const quoted = reader.peek();
  if (quoted?.kind === 'quoted') {
    const type = RELATION_TYPES.find((one) => one === quoted.lower.replaceAll(' ', '_'));
    if (type) reader.next();
    return type ?? null;
  }
  const phrase = reader.take(...RELATION_TYPES, ...RELATION_TYPES.map((type) => type.replaceAll('_', ' ')));
  return phrase === null ? null : (phrase.replaceAll(' ', '_') as RelationType);
}
