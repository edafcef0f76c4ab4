/**
 * The fields of an audit row in the order of form 1 of its canonical text, with the SQL of each over the alias `a`. This
 * is what seals are made of: it must never change for rows that are sealed. A later form stands beside it.
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

/** What stands for a value of a person that was erased from old or new values. */
export const ERASED = '[erased]';
/** Keys of old and new values that name a person. The database's `bureau_without_person` knows the same. */
export const PERSONAL_KEYS = ['email', 'full_name'] as const;
/** Columns of a row that say who acted and from where. */
export const ACTOR_FIELDS = ['actor_name', 'ip', 'user_agent'] as const;

const ACTOR_TEXT = `jsonb_build_array(a.actor_name, host(a.ip), a.user_agent)::text`;
const personalValues = (value: (column: string, key: string) => string) =>
  ['old_values', 'new_values'].flatMap((column) => PERSONAL_KEYS.map((key) => value(column, key)));
const VALUES_TEXT = `jsonb_build_array(${personalValues((column, key) => `a.${column} -> '${key}'`).join(', ')})::text`;
const NO_ACTOR = 'a.actor_name is null and a.ip is null and a.user_agent is null';
const NO_VALUES = personalValues(
  (column, key) => `coalesce(a.${column} ->> '${key}', '${ERASED}') = '${ERASED}'`,
).join(' and ');

const salted = (salt: string, text: string) => `sha256(${salt} || convert_to(${text}, 'UTF8'))`;
/** Values that name nobody need no salt; one that is taken away makes another hash. */
const SALTS = { actor: 'uuid_send(a.actor_salt)', values: `coalesce(uuid_send(a.values_salt), '')` };
/** A kept hash counts only while what it stands for is blank: otherwise what is shown would be proven by nothing. */
const commitment = (part: 'actor' | 'values', text: string, blank: string) =>
  `case when a.${part}_hash is not null and ${blank} then a.${part}_hash else ${salted(SALTS[part], text)} end`;

const ACTOR_COMMITMENT = commitment('actor', ACTOR_TEXT, NO_ACTOR);
const VALUES_COMMITMENT = commitment('values', VALUES_TEXT, NO_VALUES);

const withoutPerson = (column: string) =>
  `case when jsonb_typeof(a.${column}) = 'object' then a.${column} - '{${PERSONAL_KEYS.join(',')}}'::text[] else a.${column} end`;

/** Form 2: what names a person stands behind the rest, as two salted hashes. */
const OPEN_FIELDS = FIELDS.filter(([name]) => !ACTOR_FIELDS.includes(name as (typeof ACTOR_FIELDS)[number]));
const openSql = ([name, sql]: readonly [string, string]) =>
  name.endsWith('_values') ? withoutPerson(name) : sql;

/** Names of the elements of a canonical text behind the first, which is the form. */
export const CANONICAL_FIELDS = {
  1: FIELDS.map(([name]) => name),
  2: [...OPEN_FIELDS.map(([name]) => name), 'actor_commitment', 'values_commitment'],
} as const;

const FORM_1 = `jsonb_build_array(1, ${FIELDS.map(([, sql]) => sql).join(', ')})::text`;
const FORM_2 = `jsonb_build_array(2, ${OPEN_FIELDS.map(openSql).join(', ')}, encode(${ACTOR_COMMITMENT}, 'hex'), encode(${VALUES_COMMITMENT}, 'hex'))::text`;
/** Rows from before there were salts. */
const IS_FORM_1 = `a.actor_salt is null and a.values_salt is null and a.actor_hash is null and a.values_hash is null`;

/** SQL over the alias `a` for another alias. */
const over = (sql: string, alias: string) => (alias === 'a' ? sql : sql.replace(/\ba\./g, `${alias}.`));

/**
 * A row of `audit_logs` as one JSON array, written by PostgreSQL: whoever verifies it hashes text and needs no rules.
 * @param alias the table's in the statement
 */
export function canonicalSql(alias: string): string {
  return over(`case when ${IS_FORM_1} then ${FORM_1} else ${FORM_2} end`, alias);
}

/** The texts behind the two salted hashes, for whoever proves what they stand for. */
export function personalTextsSql(alias: string): { actor: string; values: string } {
  return { actor: over(ACTOR_TEXT, alias), values: over(VALUES_TEXT, alias) };
}

/** The hash that stands for a part of a row of form 2, erased or not. */
export const COMMITMENT_SQL = { actor: ACTOR_COMMITMENT, values: VALUES_COMMITMENT };
/** Whether a row is of form 1. */
export const FORM_1_SQL = IS_FORM_1;
/** Which parts of a row of form 2 are blanked: 1 the actor, 2 the values. */
export const BLANKED_SQL = `(case when a.actor_hash is null then 0 else 1 end + case when a.values_hash is null then 0 else 2 end)`;

const leafOf = (canonical: string) => `sha256('\\x00'::bytea || convert_to(${canonical}, 'UTF8'))`;

/** The hash of a row of `audit_logs a`, a leaf of the Merkle tree. */
export const LEAF_SQL = leafOf(canonicalSql('a'));

/** The hash that a row of form 1 has, before and after a part of it is blanked. */
export const FORM_1_LEAF_SQL = leafOf(FORM_1);
export const FORM_1_BLANKED_LEAF_SQL = {
  actor: leafOf(
    FORM_1.replace('a.actor_name', 'null').replace('host(a.ip)', 'null').replace('a.user_agent', 'null'),
  ),
  values: leafOf(
    FORM_1.replace('a.old_values', 'bureau_without_person(a.old_values)').replace(
      'a.new_values',
      'bureau_without_person(a.new_values)',
    ),
  ),
};
