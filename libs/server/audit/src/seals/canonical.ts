/**
 * The fields of an audit row in the order of its canonical text, with the SQL of each over the alias `a`. This is what
 * seals are made of: it must never change for rows that are sealed. A later form gets another {@link CANONICAL_FORM}.
 */
const FIELDS = [
  ['id', 'a.id'],
  ['timestamp', `to_char(a.timestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`],
  ['user_id', 'a.user_id'],
  ['action', 'a.action'],
  ['entity_type', 'a.entity_type'],
  ['entity_id', 'a.entity_id'],
  ['entity_version', 'a.entity_version'],
  ['old_values', 'a.old_values'],
  ['new_values', 'a.new_values'],
  ['outcome', 'a.outcome'],
  ['reason', 'a.reason'],
  ['actor_type', 'a.actor_type'],
  ['actor_id', 'a.actor_id'],
  ['actor_name', 'a.actor_name'],
  ['on_behalf_of', 'a.on_behalf_of'],
  ['approved_by', 'a.approved_by'],
  ['session_id', 'a.session_id'],
  ['request_id', 'a.request_id'],
  ['agent_task_id', 'a.agent_task_id'],
  ['change_set_id', 'a.change_set_id'],
  ['ip', 'host(a.ip)'],
  ['user_agent', 'a.user_agent'],
] as const;

/** First element of every canonical text. */
const CANONICAL_FORM = 1;

/** Names of the elements of a canonical text behind the first. */
export const CANONICAL_FIELDS: readonly string[] = FIELDS.map(([name]) => name);

/**
 * A row of `audit_logs` as one JSON array, written by PostgreSQL: whoever verifies it hashes text and needs no rules.
 * @param alias the table's in the statement
 */
export function canonicalSql(alias: string): string {
  const values = FIELDS.map(([, sql]) => sql.replaceAll('a.', `${alias}.`));
  return `jsonb_build_array(${CANONICAL_FORM}, ${values.join(', ')})::text`;
}

/** The hash of a row of `audit_logs a`, a leaf of the Merkle tree. */
export const LEAF_SQL = `sha256('\\x00'::bytea || convert_to(${canonicalSql('a')}, 'UTF8'))`;
