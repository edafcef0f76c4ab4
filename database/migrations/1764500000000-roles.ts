import { ADMIN_ROLE, BUILT_IN_ROLES, type BuiltInRole, ROLE_PERMISSIONS } from '@bureau/contracts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLES = `
create table roles (
  id int generated always as identity constraint pk_roles primary key,
  name varchar(50) not null constraint uq_roles_name unique constraint ck_roles_name check (name ~ '^[a-z][a-z0-9_-]*$'),
  description text,
  permissions text[] not null default '{}',
  rules jsonb not null default '[]' constraint ck_roles_rules check (jsonb_typeof(rules) = 'array'),
  built_in boolean not null default false,
  version int not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);`;

const USERS = `
alter table users drop constraint ck_users_role;
alter table users alter column role type varchar(50);
alter table users add constraint fk_users_role foreign key (role) references roles (name);
create index ix_users_role on users (role);`;

/** Takes what lies under the keys out of a value, inside lists as well; keys are never positions. */
const WITHOUT = `
create function bureau_without(target jsonb, path text[]) returns jsonb language plpgsql immutable strict parallel safe as $$
begin
  if jsonb_typeof(target) = 'array' then
    return coalesce((select jsonb_agg(bureau_without(a.item, path) order by a.n) from jsonb_array_elements(target) with ordinality as a (item, n)), '[]');
  end if;
  if jsonb_typeof(target) <> 'object' or not target ? path[1] then return target; end if;
  if cardinality(path) = 1 then return target - path[1]; end if;
  return target || jsonb_build_object(path[1], bureau_without(target -> path[1], path[2:]));
end $$;`;

/** What lies under the paths stays as it was, where the new value does not name it; a list on the way stays whole. */
const KEEP_PATHS = `
create function bureau_keep_paths(old jsonb, new jsonb, paths jsonb) returns jsonb language plpgsql immutable strict parallel safe as $$
declare
  kept jsonb := new;
  path text[];
  item jsonb;
  value jsonb;
begin
  for item in select * from jsonb_array_elements(paths) loop
    path := array(select jsonb_array_elements_text(item));
    for depth in 1 .. cardinality(path) loop
      value := old #> path[1:depth];
      exit when value is null;
      if depth = cardinality(path) or jsonb_typeof(value) = 'array' then
        kept := jsonb_set(kept, path[1:depth], value, true);
        exit;
      end if;
      exit when jsonb_typeof(value) <> 'object';
      if kept #> path[1:depth] is null then kept := jsonb_set(kept, path[1:depth], '{}', true); end if;
    end loop;
  end loop;
  return kept;
end $$;`;

const GRANTS = `
grant select, insert, update, delete on roles to bureau_app;
grant usage on sequence roles_id_seq to bureau_app;`;

const DESCRIPTIONS: Readonly<Record<BuiltInRole, string>> = {
  admin: 'May do everything, people and roles included.',
  operator: 'Works with records and agents, watches queues and reads the audit log.',
  user: 'Works with records and asks agents for work.',
  guest: 'Reads.',
};

const SEED = 'insert into roles (name, description, permissions, built_in) values ($1, $2, $3, true)';

const DROP = `
update users set role = 'guest' where role not in ('admin', 'operator', 'user', 'guest');
alter table users drop constraint fk_users_role;
drop index ix_users_role;
alter table users alter column role type varchar(20);
alter table users add constraint ck_users_role check (role in ('admin', 'operator', 'user', 'guest'));
drop function bureau_without(jsonb, text[]), bureau_keep_paths(jsonb, jsonb, jsonb);
drop table roles;`;

/** Roles with their permissions and rules, and what enforces field rules inside metadata. */
export class Roles1764500000000 implements MigrationInterface {
  name = 'Roles1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ROLES);
    for (const name of BUILT_IN_ROLES) {
      // What the admin may do is everything there is, and is not kept anywhere.
      const permissions = name === ADMIN_ROLE ? [] : [...ROLE_PERMISSIONS[name]];
      await runner.query(SEED, [name, DESCRIPTIONS[name], permissions]);
    }
    for (const part of [USERS, WITHOUT, KEEP_PATHS, GRANTS]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DROP);
  }
}
