import { type ProblemField, type ProposedItem } from '@bureau/contracts';
import { isRecordId, isRelationType, isStorable, refuseValue } from './field-rules';
import { parseField } from './record-fields';

const RELATION_FIELDS = ['relation_type', 'target_id'];

/** What is wrong with the items as they stand, before any record is looked at; empty where nothing is. */
export function validateItems(items: readonly ProposedItem[]): ProblemField[] {
  const problems: ProblemField[] = [];
  const seen = new Map<string, number>();
  items.forEach((item, at) => {
    const add = (path: string, code: string, detail: string) => {
      problems.push({ pointer: `/items/${at}${path}`, code, detail });
    };
    checkTarget(item, add);
    checkTexts(item, add);
    if (isRelation(item)) checkRelation(item, add);
    else checkFields(item, add);
    const key = identityOf(item);
    const before = key === null ? undefined : seen.get(key);
    if (before !== undefined) add('/entity_id', 'DUPLICATE', `Item ${before + 1} already changes the same.`);
    else if (key !== null) seen.set(key, at);
  });
  return problems;
}

type Add = (path: string, code: string, detail: string) => void;

function isRelation({ operation }: ProposedItem): boolean {
  return operation === 'relate' || operation === 'unrelate';
}

function checkTarget({ operation, entity_id, changes = [] }: ProposedItem, add: Add): void {
  if (operation === 'create') {
    if (entity_id !== undefined) add('/entity_id', 'NOT_ALLOWED', 'A new record has no id yet.');
    if (!changes.some(({ field }) => field === 'name'))
      add('/changes', 'REQUIRED', 'A new record needs a name.');
  } else if (!isRecordId(entity_id)) {
    add('/entity_id', 'REQUIRED', 'Name the record by its id.');
  }
}

function checkTexts({ reason, evidence }: ProposedItem, add: Add): void {
  if (!isStorable(reason ?? null))
    add('/reason', 'INVALID', 'Text may not hold NUL characters or halves of characters.');
  if (!isStorable(evidence ?? null))
    add('/evidence', 'INVALID', 'Text may not hold NUL characters or halves of characters.');
}

function checkFields({ operation, changes = [] }: ProposedItem, add: Add): void {
  if (operation === 'delete' || operation === 'restore') {
    if (changes.length > 0) add('/changes', 'NOT_ALLOWED', `A ${operation} changes no fields.`);
    return;
  }
  if (changes.length === 0) add('/changes', 'REQUIRED', 'Say what changes.');
  changes.forEach(({ field, to }, n) => {
    const path = parseField(field);
    if (!path) return add(`/changes/${n}/field`, 'UNKNOWN_FIELD', `A record has no field ${field}.`);
    const refusal = to === undefined ? 'Say what it becomes; null empties it.' : refuseValue(path, to);
    if (refusal) add(`/changes/${n}/to`, 'INVALID', refusal);
    if (changes.slice(0, n).some((other) => overlap(other.field, field))) {
      add(`/changes/${n}/field`, 'DUPLICATE', `${field} is changed twice.`);
    }
  });
}

function overlap(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

function checkRelation({ entity_id, changes = [] }: ProposedItem, add: Add): void {
  const value = (field: string) => changes.find((change) => change.field === field)?.to;
  changes.forEach(({ field }, n) => {
    if (!RELATION_FIELDS.includes(field))
      add(`/changes/${n}/field`, 'UNKNOWN_FIELD', `A relation has no field ${field}.`);
  });
  if (changes.length > RELATION_FIELDS.length)
    add('/changes', 'DUPLICATE', 'Name the type and the target once each.');
  if (!isRelationType(value('relation_type')))
    add('/changes', 'INVALID', 'relation_type is missing or is no type of relation.');
  if (!isRecordId(value('target_id')))
    add('/changes', 'INVALID', 'target_id is missing or is no id of a record.');
  else if (value('target_id') === entity_id) add('/changes', 'INVALID', 'A record is not related to itself.');
}

/** What may stand in a set only once: the writes of one record, and one and the same relation. */
function identityOf(item: ProposedItem): string | null {
  if (item.operation === 'create') return null;
  if (!isRelation(item)) return `record ${item.entity_id}`;
  const parts = RELATION_FIELDS.map((field) => item.changes?.find((change) => change.field === field)?.to);
  return `relation ${item.entity_id} ${JSON.stringify(parts)}`;
}
