/** How much there is to work among. */
export interface SeedSize {
  readonly records: number;
  readonly audit_rows: number;
}

/** Enough that no caller reaches the rate limit, which holds in production and so in the benchmark. */
export const PEOPLE = 128;
/** Far from the ids of people, so that a recorded parameter can be told to be one or the other. */
export const FIRST_SESSION = 100_000;
/** Records whose history fills more than a page. */
export const BUSY_RECORDS = 1_000;
const BUSY_VERSIONS = 60;
/** Records that share a lot: what a selective search or JSON filter finds. */
export const RECORDS_PER_LOT = 100;
/** The log spans a year, as it would stand: a partition for each month. */
const MONTHS = 12;

/** The statements that fill an empty, migrated database; they belong to the seed's identity, so a change makes a new one. */
export function seedStatements({ records, audit_rows }: SeedSize): string[] {
  const lots = Math.max(1, Math.floor(records / RECORDS_PER_LOT));
  return [
    `insert into users (email, full_name, role)
      select 'bench-' || g || '@bureau.example', 'Bench Person ' || g, 'operator' from generate_series(1, ${PEOPLE}) g`,
    `insert into sessions (id, user_id, expires_at) overriding system value
      select ${FIRST_SESSION} + id, id, now() + interval '10 years' from users where email like 'bench-%'`,
    `insert into entities (name, description, status, metadata, owner_id, created_at, updated_at)
      select 'package-' || g || '-' || (array['core', 'dev', 'doc', 'tools', 'data', 'utils', 'common'])[1 + g % 7],
        'Shared files of lot' || (g * 7919 % ${lots}) || ' for the section ' || (array['admin', 'net', 'libs', 'python', 'science', 'web'])[1 + g % 6] || ', kept by the bench as number ' || g,
        (array['active', 'active', 'active', 'active', 'active', 'active', 'active', 'inactive', 'draft', 'archived'])[1 + (g * 31 % 10)],
        jsonb_build_object('section', (array['admin', 'net', 'libs', 'python', 'science', 'web'])[1 + g % 6], 'priority', (array['optional', 'required', 'standard'])[1 + g % 3],
          'installed_size_kb', g * 37 % 90000, 'lot', g * 7919 % ${lots}, 'tags', jsonb_build_array('role::program', 'use::' || g % 50)),
        (select min(id) from users where email like 'bench-%') + g % ${PEOPLE}, now() - interval '3 seconds' * (${records} - g), now() - interval '3 seconds' * (${records} - g)
      from generate_series(1, ${records}::bigint) g`,
    `select bureau_audit_partition((now() - make_interval(months => m))::date) from generate_series(0, ${MONTHS - 1}) m`,
    `insert into audit_logs (timestamp, user_id, action, entity_type, entity_id, entity_version, old_values, new_values, actor_type, actor_id, actor_name, request_id)
      select now() - interval '1 second' * (${(MONTHS - 1) * 30 * 86_400}::float8 * g / ${audit_rows}), u, 'entity.update', 'entity', r, v,
        jsonb_build_object('status', 'draft'), jsonb_build_object('status', 'active'), 'user', u::text, 'Bench Person ' || u, 'seed-' || g
      from (select g, 1 + g % ${PEOPLE} as u,
          case when g <= ${BUSY_RECORDS * BUSY_VERSIONS} then 1 + g % ${BUSY_RECORDS} else 1 + (g * 7919) % ${records} end as r, 2 + g / ${BUSY_RECORDS} % ${BUSY_VERSIONS} as v
        from generate_series(1::bigint, ${audit_rows}) g) s`,
    'vacuum (freeze, analyze)',
  ];
}
