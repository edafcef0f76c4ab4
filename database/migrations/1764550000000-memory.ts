import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rows from here on are sealed in form 2: what names a person stands in it as a salted hash, so that it can be
 * erased. Most rows say nothing of a person in their values: only those that do are given a salt for them.
 */
const COMMITMENTS = `
alter table audit_logs add column actor_salt uuid, add column values_salt uuid, add column actor_hash bytea, add column values_hash bytea;
alter table audit_logs alter column actor_salt set default gen_random_uuid();
alter table users add column erased_at timestamptz(3);
alter table audit_verifications add column erased_rows bigint not null default 0, add column dropped_rows bigint not null default 0, add column dropped_months jsonb not null default '[]';`;

/** Equality alone is asked of the first three, so that equal values share an entry and the indexes stay small. */
const AUDIT_INDEXES = `
create index ix_audit_logs_session on audit_logs (session_id) where session_id is not null;
create index ix_audit_logs_ip on audit_logs (ip) where ip is not null;
create index ix_audit_logs_user_agent on audit_logs (user_agent) where user_agent is not null;
create index ix_audit_logs_approver on audit_logs (approved_by, id desc) where approved_by is not null;
create index ix_audit_logs_behalf on audit_logs (on_behalf_of, id desc) where on_behalf_of is not null;
create index ix_audit_logs_refused on audit_logs (id desc) where outcome <> 'success';`;

const APPEND_ONLY = (body: string) => `
create or replace function bureau_audit_append_only() returns trigger language plpgsql as $$
begin
  ${body}raise exception 'audit_logs is append-only' using errcode = '42501';
end $$;`;

/** The one change of a row that is no forgery: what names a person is blanked, and nothing else is touched. */
const IF_ERASURE = `if tg_op = 'UPDATE' then
    if to_jsonb(new) - '{actor_name,ip,user_agent,actor_salt,actor_hash,old_values,new_values,values_salt,values_hash}'::text[]
        = to_jsonb(old) - '{actor_name,ip,user_agent,actor_salt,actor_hash,old_values,new_values,values_salt,values_hash}'::text[]
      and ((new.actor_name, new.ip, new.user_agent, new.actor_salt, new.actor_hash) is not distinct from (old.actor_name, old.ip, old.user_agent, old.actor_salt, old.actor_hash)
        or (new.actor_name is null and new.ip is null and new.user_agent is null and new.actor_salt is null))
      and ((new.old_values, new.new_values, new.values_salt, new.values_hash) is not distinct from (old.old_values, old.new_values, old.values_salt, old.values_hash)
        or (new.values_salt is null and new.old_values is not distinct from bureau_without_person(old.old_values) and new.new_values is not distinct from bureau_without_person(old.new_values)))
    then return new; end if;
  end if;
  `;

/**
 * What was erased by whom is told by an audit row, which holds the digest of the entry here. Entries of rows of form 1,
 * whose hash has what was erased in it, keep the hashes from before and after.
 */
const ERASURES = `
create function bureau_without_person(v jsonb) returns jsonb language sql immutable parallel safe as $$
  select case when jsonb_typeof(v) = 'object' then v
    || case when v ? 'email' then '{"email": "[erased]"}' else '{}' end::jsonb
    || case when v ? 'full_name' then '{"full_name": "[erased]"}' else '{}' end::jsonb else v end
$$;
create table audit_erasures (
  id bigint generated always as identity constraint pk_audit_erasures primary key,
  user_id int not null,
  part varchar(10) not null constraint ck_audit_erasures_part check (part in ('actor', 'values')),
  row_count int not null,
  first_id bigint not null,
  last_id bigint not null,
  ids bigint[] not null,
  leaves_before bytea,
  leaves_after bytea,
  digest bytea not null,
  erased_at timestamptz(3) not null
);
create index ix_audit_erasures_rows on audit_erasures using gist (int8range(first_id, last_id, '[]'));
create trigger tr_audit_erasures_no_change before update or delete on audit_erasures for each row execute function bureau_append_only();
create trigger tr_audit_erasures_no_truncate before truncate on audit_erasures for each statement execute function bureau_append_only();
-- Blanks one part of rows that are about a person whose account was erased, and of no other.
create function bureau_audit_erase(person int, what text, row_ids bigint[], hashes bytea[]) returns int
language plpgsql security definer set search_path = public as $$
declare
  erased int;
begin
  if not exists (select from users where id = person and erased_at is not null) then
    raise exception 'account % is not erased', person using errcode = '42501';
  end if;
  if what = 'actor' then
    update audit_logs a set actor_name = null, ip = null, user_agent = null, actor_salt = null, actor_hash = i.hash
      from unnest(row_ids, hashes) i (id, hash) where a.id = i.id and (a.user_id = person or a.approved_by = person);
  else
    update audit_logs a set old_values = bureau_without_person(a.old_values), new_values = bureau_without_person(a.new_values), values_salt = null, values_hash = i.hash
      from unnest(row_ids, hashes) i (id, hash) where a.id = i.id and a.entity_type = 'user' and a.entity_id = person;
  end if;
  get diagnostics erased = row_count;
  return erased;
end $$;`;

/** A month that was dropped, signed, with what its rows hashed to: the seals that held them still verify. */
const RETENTION = `
create table audit_tombstones (
  id bigint generated always as identity constraint pk_audit_tombstones primary key,
  month date not null constraint uq_audit_tombstones_month unique,
  row_count bigint not null,
  first_id bigint not null,
  last_id bigint not null,
  ids int8multirange not null,
  first_seal bigint not null,
  last_seal bigint not null,
  root bytea not null,
  reason varchar(200) not null,
  audit_id bigint not null,
  key_id varchar(16) not null,
  signature bytea not null,
  dropped_at timestamptz(3) not null
);
create trigger tr_audit_tombstones_no_change before update or delete on audit_tombstones for each row execute function bureau_append_only();
create trigger tr_audit_tombstones_no_truncate before truncate on audit_tombstones for each statement execute function bureau_append_only();
-- Drops the partition of a month that has a tombstone, at the earliest a whole month after its end.
create function bureau_audit_drop(day date) returns void language plpgsql security definer set search_path = public set timezone = 'UTC' as $$
declare
  first date := date_trunc('month', day);
  part text := 'audit_logs_' || to_char(first, 'YYYY_MM');
  stone audit_tombstones;
  present bigint;
  told bigint;
begin
  select * into stone from audit_tombstones where month = first;
  if not found then raise exception 'the month % has no tombstone', first using errcode = '42501'; end if;
  if first + interval '2 months' > now() then raise exception 'the month % is too young to drop', first using errcode = '42501'; end if;
  execute format('lock table %I in access exclusive mode', part);
  execute format('select count(*), count(*) filter (where id <@ $1) from %I', part) into present, told using stone.ids;
  if present <> stone.row_count or told <> stone.row_count then
    raise exception 'the month % is not what its tombstone says', first using errcode = '42501';
  end if;
  execute format('drop table %I', part);
end $$;
-- Brings rows of the default partition into partitions of their months. @returns how many
create function bureau_audit_sort_default() returns bigint language plpgsql security definer set search_path = public set timezone = 'UTC' as $$
declare
  month date;
  moved bigint;
begin
  if not exists (select from audit_logs_default) then return 0; end if;
  perform pg_advisory_xact_lock(hashtext('bureau_audit_partition'));
  lock table audit_logs in access exclusive mode;
  alter table audit_logs detach partition audit_logs_default;
  alter table audit_logs_default rename to audit_logs_strays;
  create table audit_logs_default partition of audit_logs default;
  create trigger tr_audit_logs_default_no_truncate before truncate on audit_logs_default for each statement execute function bureau_audit_append_only();
  grant select on audit_logs_default to bureau_app;
  for month in select distinct date_trunc('month', timestamp)::date from audit_logs_strays loop
    perform bureau_audit_partition(month);
  end loop;
  insert into audit_logs overriding system value select * from audit_logs_strays;
  get diagnostics moved = row_count;
  drop table audit_logs_strays;
  return moved;
end $$;`;

/**
 * Which fields nobody has looked at since an agent wrote them, beside the record. `bureau_changed_paths` names what
 * differs between two sets of values down to the leaves: `status`, `metadata.price`. An object that is empty, and that
 * gets or loses what is in it, is none of them.
 */
const REVIEW = `
create function bureau_leaves(v jsonb) returns table (path text, leaf jsonb) language sql immutable parallel safe as $$
  with recursive n (path, value) as (
    select e.key, e.value from jsonb_each(case when jsonb_typeof(v) = 'object' then v else '{}' end) e
    union all
    select n.path || '.' || e.key, e.value from n, jsonb_each(case when jsonb_typeof(n.value) = 'object' then n.value else '{}' end) e
  )
  select n.path, n.value from n where jsonb_typeof(n.value) <> 'object' or n.value = '{}'
$$;
create function bureau_changed_paths(before jsonb, after jsonb) returns table (path text) language sql immutable parallel safe as $$
  select path from bureau_leaves(before) b full join bureau_leaves(after) a using (path)
  where b.leaf is distinct from a.leaf and not ((b.leaf is null or a.leaf is null) and coalesce(b.leaf, a.leaf) = '{}')
$$;
create function bureau_unreviewed(marks jsonb, before jsonb, after jsonb, adding boolean) returns jsonb language sql immutable parallel safe as $$
  with changed as (select path from bureau_changed_paths(before, after) where path not in ('owner_id', 'deleted_at')), kept as (
    select m.path from jsonb_array_elements_text(coalesce(marks, '[]')) m (path)
    where not exists (select from changed c where c.path = m.path or starts_with(m.path, c.path || '.') or starts_with(c.path, m.path || '.'))
    union select path from changed where adding
  )
  select jsonb_agg(path order by path) from kept
$$;
alter table entities add column unreviewed jsonb;
create index ix_entities_unreviewed on entities (id desc) where unreviewed is not null and deleted_at is null;
create index ix_change_set_items_entity on change_set_items (entity_id, change_set_id) where entity_id is not null;`;

const GRANTS = `
revoke execute on function bureau_audit_erase(int, text, bigint[], bytea[]), bureau_audit_drop(date), bureau_audit_sort_default() from public;
grant execute on function bureau_audit_erase(int, text, bigint[], bytea[]), bureau_audit_drop(date), bureau_audit_sort_default() to bureau_app;
grant select, insert on audit_erasures, audit_tombstones to bureau_app;
grant usage on sequence audit_erasures_id_seq, audit_tombstones_id_seq to bureau_app;`;

const DROP = `
drop index ix_change_set_items_entity;
alter table entities drop column unreviewed;
drop function bureau_unreviewed(jsonb, jsonb, jsonb, boolean), bureau_changed_paths(jsonb, jsonb), bureau_leaves(jsonb),
  bureau_audit_sort_default(), bureau_audit_drop(date), bureau_audit_erase(int, text, bigint[], bytea[]);
drop table audit_tombstones, audit_erasures;
drop index ix_audit_logs_session, ix_audit_logs_ip, ix_audit_logs_user_agent, ix_audit_logs_approver, ix_audit_logs_behalf, ix_audit_logs_refused;
alter table audit_logs drop column actor_salt, drop column values_salt, drop column actor_hash, drop column values_hash;
alter table users drop column erased_at;
alter table audit_verifications drop column erased_rows, drop column dropped_rows, drop column dropped_months;`;

/** Memory that lasts and lets go: erasable rows, months that can be dropped, fields that wait to be looked at. */
export class Memory1764550000000 implements MigrationInterface {
  name = 'Memory1764550000000';

  async up(runner: QueryRunner): Promise<void> {
    const parts = [COMMITMENTS, AUDIT_INDEXES, ERASURES, APPEND_ONLY(IF_ERASURE), RETENTION, REVIEW, GRANTS];
    for (const part of parts) await runner.query(part);
    await runner.query('select bureau_audit_sort_default()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(APPEND_ONLY(''));
    await runner.query(DROP);
    await runner.query('drop function bureau_without_person(jsonb)');
  }
}
