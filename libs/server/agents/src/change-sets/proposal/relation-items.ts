import { type FieldChange, type JsonValue, type ProposedItem, type RelationType } from '@bureau/contracts';
import { type Plan, type RecordSnapshot } from './planned-item';

/** One relation, by what makes it unique. */
export interface RelationKey {
  source_id: number;
  target_id: number;
  relation_type: RelationType;
}

/** The relation of a checked `relate` or `unrelate`. A relation that is made goes from null, one that ends goes to null. */
export function relationOf(item: {
  entity_id?: number | null;
  changes?: Partial<FieldChange>[];
}): RelationKey {
  const value = (field: string): JsonValue => {
    const change = item.changes?.find((candidate) => candidate.field === field);
    return change?.to ?? change?.from ?? null;
  };
  return {
    source_id: Number(item.entity_id),
    target_id: Number(value('target_id')),
    relation_type: String(value('relation_type')) as RelationType,
  };
}

export function relationText({ source_id, target_id, relation_type }: RelationKey): string {
  return `${source_id} ${relation_type} ${target_id}`;
}

/**
 * Sets a checked relation item against both records and the relations that there are.
 * @param existing texts of relations that exist, see {@link relationText}
 */
export function planRelation(
  item: ProposedItem,
  recordOf: (id: number) => RecordSnapshot | null,
  existing: ReadonlySet<string>,
): Plan {
  const key = relationOf(item);
  for (const [id, path] of [
    [key.source_id, '/entity_id'],
    [key.target_id, '/changes'],
  ] as const) {
    const record = recordOf(id);
    if (!record) {
      return {
        outcome: 'impossible',
        code: 'NOT_FOUND',
        detail: `There is no record ${id}, or you may not see it.`,
        path,
      };
    }
    if (record.deleted_at !== null) {
      return { outcome: 'impossible', code: 'IN_TRASH', detail: `Record ${id} is in the trash.`, path };
    }
  }
  const exists = existing.has(relationText(key));
  const relates = item.operation === 'relate';
  if (exists === relates) return { outcome: 'unchanged' };
  const change = (field: string, value: JsonValue): FieldChange =>
    relates ? { field, from: null, to: value } : { field, from: value, to: null };
  const name = recordOf(key.source_id)?.name;
  return {
    outcome: 'planned',
    item: {
      operation: item.operation,
      entity_id: key.source_id,
      entity_name: typeof name === 'string' ? name : null,
      base_version: null,
      changes: [change('relation_type', key.relation_type), change('target_id', key.target_id)],
      reason: item.reason ?? null,
      evidence: item.evidence ?? null,
    },
  };
}
