import { type FieldChange, type ProposedItem } from '@bureau/contracts';
import { isDeepStrictEqual } from 'node:util';
import { refuseRecord } from './field-rules';
import { withoutNulls } from './metadata-patch';
import { type Plan, type PlannedItem, type RecordSnapshot } from './planned-item';
import {
  BLANK_RECORD,
  isBlocked,
  parseField,
  readField,
  type RecordValues,
  writeField,
} from './record-fields';

const impossible = (code: string, detail: string, path = '/entity_id'): Plan => ({
  outcome: 'impossible',
  code,
  detail,
  path,
});

/**
 * Sets a checked item of one record against the record: where its values stand now, and what of it changes anything.
 * @param record the record as the proposer may see it; null where it is absent to them
 */
export function planItem(item: ProposedItem, record: RecordSnapshot | null): Plan {
  const { operation, entity_id = null, base_version, changes = [] } = item;
  if (operation === 'create') return planFields(item, BLANK_RECORD, null);
  if (!record) return impossible('NOT_FOUND', `There is no record ${entity_id}, or you may not see it.`);
  if (base_version !== undefined && base_version !== record.version) {
    return impossible(
      'VERSION_CONFLICT',
      `Record ${entity_id} was changed since: it has version ${record.version}.`,
      '/base_version',
    );
  }
  const inTrash = record.deleted_at !== null;
  if (operation === 'restore') return inTrash ? planned(item, record, []) : { outcome: 'unchanged' };
  if (operation === 'delete') return inTrash ? { outcome: 'unchanged' } : planned(item, record, []);
  if (inTrash) return impossible('IN_TRASH', `Record ${entity_id} is in the trash.`);
  return changes.length === 0 ? { outcome: 'unchanged' } : planFields(item, record, record);
}

function planFields(item: ProposedItem, start: RecordValues, record: RecordSnapshot | null): Plan {
  let result = start;
  const changed: FieldChange[] = [];
  for (const [n, { field, to }] of (item.changes ?? []).entries()) {
    const path = parseField(field);
    if (!path) return impossible('UNKNOWN_FIELD', `A record has no field ${field}.`, `/changes/${n}/field`);
    if (isBlocked(start, path)) {
      return impossible('INVALID', `${field} lies inside a value that is no object.`, `/changes/${n}/field`);
    }
    const from = readField(start, path);
    const value = path.column === 'metadata' ? withoutNulls(to) : to;
    if (isDeepStrictEqual(from, value)) continue;
    changed.push({ field, from, to: value });
    result = writeField(result, path, value);
  }
  if (changed.length === 0) return { outcome: 'unchanged' };
  const refusal = refuseRecord(result);
  return refusal ? impossible('INVALID', refusal, '/changes') : planned(item, record, changed);
}

function planned(item: ProposedItem, record: RecordSnapshot | null, changes: FieldChange[]): Plan {
  const name = record ? record.name : (changes.find(({ field }) => field === 'name')?.to ?? null);
  const plannedItem: PlannedItem = {
    operation: item.operation,
    entity_id: record?.id ?? null,
    entity_name: typeof name === 'string' ? name : null,
    base_version: record?.version ?? null,
    changes,
    reason: item.reason ?? null,
    evidence: item.evidence ?? null,
  };
  return { outcome: 'planned', item: plannedItem };
}
