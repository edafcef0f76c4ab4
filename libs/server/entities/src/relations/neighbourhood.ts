import { type Neighbourhood, type NeighbourhoodEdge, type NeighbourhoodNode } from '@bureau/contracts';
import { allOf, type Executor, placeRule, type SqlRule } from '@bureau/platform';
import { LIVE } from '../persistence/entity.list';
import { type VisibleRecords } from '../access/record-access';

export interface NeighbourhoodRequest {
  /** How far to go, 1 to 3 relations. */
  depth: number;
  /** Records to show, 1 to 500. */
  limit: number;
  /** Only relations of this type; all where absent. */
  relation_type?: string;
}

/** Relations of one record that are followed: a record that everything hangs on would fill any picture. */
const MAX_FAN_OUT = 500;
/** Relations between the records shown. */
const MAX_EDGES = 2_000;

interface NeighbourhoodRow {
  nodes: NeighbourhoodNode[] | null;
  edges: NeighbourhoodEdge[] | null;
  truncated: boolean;
}

/**
 * The records around one, in one statement: a step at a time, never past a record that the caller may not see, and at
 * each step no more records than will be shown.
 */
export async function neighbourhood(
  executor: Executor,
  id: number,
  { depth, limit, relation_type }: NeighbourhoodRequest,
  records: VisibleRecords,
): Promise<Neighbourhood | null> {
  const values: unknown[] = [id, limit + 1, relation_type ?? null];
  const rule: SqlRule = allOf(LIVE, ...records.rules);
  const seen = placeRule(rule, values);
  const steps = Array.from({ length: depth }, (_, n) => stepSql(n + 1, records.from, seen));
  const all = Array.from({ length: depth + 1 }, (_, n) => `select * from step${n}`).join(' union all ');
  const text = `
with step0 as materialized (
  select e.id, e.name, e.type, e.status, 0 as distance, false as more from ${records.from} where e.id = $1::bigint and ${seen}
)${steps.join('')}, found as materialized (
  select distinct on (id) id, name, type, status, distance from (${all}) s order by id, distance
), shown as materialized (
  select * from found order by distance, id limit $2::int - 1
), edge as materialized (
  select r.id, r.source_id, r.target_id, r.relation_type from entity_relations r
  where r.source_id in (select id from shown) and r.target_id in (select id from shown)
    and ($3::text is null or r.relation_type = $3::text)
  order by r.id limit ${MAX_EDGES + 1}
)
select (select jsonb_agg(jsonb_build_object('id', id, 'name', name, 'type', type, 'status', status, 'distance', distance) order by distance, id) from shown) as nodes,
  (select jsonb_agg(jsonb_build_object('id', id, 'source_id', source_id, 'target_id', target_id, 'relation_type', relation_type) order by id) from edge) as edges,
  (select count(*) from found) > $2::int - 1 or (select count(*) from edge) > ${MAX_EDGES} or coalesce((select bool_or(more) from (${all}) s), false) as truncated`;
  const [row] = await executor.query<NeighbourhoodRow>({ text, values });
  if (!row?.nodes) return null;
  return { nodes: row.nodes, edges: (row.edges ?? []).slice(0, MAX_EDGES), truncated: row.truncated };
}

/** The records one relation further, both ways, that no step before has reached. */
function stepSql(n: number, from: string, seen: string): string {
  const before = Array.from({ length: n }, (_, i) => `select id from step${i}`).join(' union all ');
  const along = (near: string, far: string) =>
    `(select r.${far} as id from entity_relations r where r.${near} = p.id and ($3::text is null or r.relation_type = $3::text) order by r.id limit ${MAX_FAN_OUT + 1})`;
  return `, reach${n} as materialized (
  select x.id, count(*) over (partition by p.id) > ${MAX_FAN_OUT} as many
  from step${n - 1} p cross join lateral (${along('source_id', 'target_id')} union all ${along('target_id', 'source_id')}) x
), step${n} as materialized (
  select e.id, e.name, e.type, e.status, ${n} as distance, bool_or(x.many) over () as more
  from ${from} join (select id, bool_or(many) as many from reach${n} group by id) x on x.id = e.id
  where ${seen} and e.id not in (${before}) order by e.id limit $2::int
)`;
}
