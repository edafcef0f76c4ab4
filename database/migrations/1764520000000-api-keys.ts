import type { MigrationInterface, QueryRunner } from 'typeorm';

const API_KEYS = `
create table api_keys (
  id bigint generated always as identity constraint pk_api_keys primary key,
  name varchar(100) not null,
  prefix varchar(12) not null constraint uq_api_keys_prefix unique,
  secret_hash varchar(43) not null constraint uq_api_keys_secret unique,
  mode varchar(10) not null default 'direct' constraint ck_api_keys_mode check (mode in ('direct', 'propose')),
  scopes jsonb not null constraint ck_api_keys_scopes check (jsonb_typeof(scopes) = 'array'),
  expires_at timestamptz(3),
  last_used_at timestamptz(3),
  last_used_ip inet,
  created_by int not null constraint fk_api_keys_maker references users (id),
  owner_id int not null constraint fk_api_keys_owner references users (id),
  revoked_at timestamptz(3),
  version int not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
alter table agent_tasks add column api_key_id bigint constraint fk_agent_tasks_api_key references api_keys (id);`;

/** Refused requests of the minute that runs, by whose they are, until they become rows of the audit log. */
const REFUSALS = `
create table refusal_counts (
  minute timestamptz(3) not null,
  subject text not null,
  code varchar(40) not null,
  count int not null,
  constraint pk_refusal_counts primary key (minute, subject, code)
);`;

const GRANTS = `
grant select, insert, update on api_keys to bureau_app;
grant select, insert, update, delete on refusal_counts to bureau_app;
grant usage on sequence api_keys_id_seq to bureau_app;`;

const DROP = `
alter table agent_tasks drop column api_key_id;
drop table api_keys, refusal_counts;`;

/** Keys of services, and the counts of refused strangers. */
export class ApiKeys1764520000000 implements MigrationInterface {
  name = 'ApiKeys1764520000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [API_KEYS, REFUSALS, GRANTS]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DROP);
  }
}
