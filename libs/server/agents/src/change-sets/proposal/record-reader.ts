import { type VisibleRecords } from '@bureau/entities';
import { allOf, type Executor, placeRule, type SqlRule } from '@bureau/platform';
import { type RecordSnapshot } from './planned-item';
import { type RelationKey, relationText } from './relation-items';

const COLUMNS = 'e.id, e.name, e.description, e.status, e.type, e.metadata, e.version, e.deleted_at';

/**
 * Reads what a proposal starts from.
 * @param visible which records the proposer may see
 */
export async function loadRecords(
  executor: Executor,
  ids: readonly number[],
  visible: SqlRule,
): Promise<Map<number, RecordSnapshot>> {
  if (ids.length === 0) return new Map();
  const rows = await executor.query<RecordSnapshot>({
    text: `select ${COLUMNS} from entities e where (${visible.text}) and e.id = any($${visible.values.length + 1}::bigint[])`,
    values: [...visible.values, ids],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Ids of live records that match, in order; at most `limit` of them.
 * @param matching a rule on the alias `e`
 * @param visible the records to look among
 */
export async function matchingIds(
  executor: Executor,
  matching: SqlRule,
  limit: number,
  { from, rules }: VisibleRecords,
): Promise<number[]> {
  const values: unknown[] = [];
  const where = placeRule(allOf(matching, ...rules), values);
  values.push(limit);
  const rows = await executor.query<{ id: number }>({
    text: `select e.id from ${from} where e.deleted_at is null and ${where} order by e.id limit $${values.length}::int`,
    values,
  });
  return rows.map(({ id }) => id);
}

const RELATIONS = `
select r.id, r.source_id, r.target_id, r.relation_type
from jsonb_to_recordset($1::jsonb) as k(source_id bigint, target_id bigint, relation_type text)
join entity_relations r using (source_id, target_id, relation_type)`;

/** Those of the relations that exist, as {@link relationText}, with their ids. */
export async function existingRelations(
  executor: Executor,
  keys: readonly RelationKey[],
  lock: '' | ' for update of r' = '',
): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map();
  const rows = await executor.query<RelationKey & { id: number }>({
    text: `${RELATIONS} order by r.id${lock}`,
    values: [JSON.stringify(keys)],
  });
  return new Map(rows.map((row) => [relationText(row), row.id]));
}
