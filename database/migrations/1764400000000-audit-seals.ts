import type { MigrationInterface, QueryRunner } from 'typeorm';

const SEALS = `
create table audit_seals (
  seq bigint constraint pk_audit_seals primary key,
  epoch int not null,
  cluster varchar(20) not null,
  snapshot text not null,
  through_id bigint,
  opening_id bigint,
  row_count int not null,
  total_rows bigint not null,
  first_id bigint not null,
  last_id bigint not null,
  ids bigint[] not null,
  leaves bytea not null,
  root bytea not null,
  prev bytea not null,
  head bytea not null,
  key_id varchar(16) not null,
  signature bytea not null,
  sealed_at timestamptz(3) not null
);
alter table audit_seals alter column leaves set storage external;
create index ix_audit_seals_rows on audit_seals using gist (int8range(first_id, last_id, '[]'));
create function bureau_append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;
create trigger tr_audit_seals_no_change before update or delete on audit_seals for each row execute function bureau_append_only();
create trigger tr_audit_seals_no_truncate before truncate on audit_seals for each statement execute function bureau_append_only();`;

const VERIFICATIONS = `
create table audit_verifications (
  id bigint generated always as identity constraint pk_audit_verifications primary key,
  status varchar(20) not null default 'queued' constraint ck_audit_verifications_status check (status in ('queued', 'running', 'completed', 'failed')),
  intact boolean,
  rows bigint not null default 0,
  seals bigint not null default 0,
  pending_rows bigint not null default 0,
  checkpoints bigint not null default 0,
  checkpoints_from bigint,
  findings jsonb not null default '[]',
  finding_count int not null default 0,
  error text,
  requested_by int constraint fk_audit_verifications_requester references users (id),
  lease_epoch int not null default 0,
  lease_expires_at timestamptz(3),
  version int not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  started_at timestamptz(3),
  finished_at timestamptz(3)
);
create unique index uq_audit_verifications_open on audit_verifications ((true)) where status in ('queued', 'running');`;

/** The application may add seals and never alter one; it looks into the default partition to warn of rows there. */
const GRANTS = `
grant select, insert on audit_seals to bureau_app;
grant select, insert, update, delete on audit_verifications to bureau_app;
grant usage on sequence audit_verifications_id_seq to bureau_app;
grant select on audit_logs_default to bureau_app;`;

const DROP = `
revoke select on audit_logs_default from bureau_app;
drop table audit_verifications, audit_seals;
drop function bureau_append_only();`;

/** Seals that make the audit log tamper-evident, and the results of verifying it. */
export class AuditSeals1764400000000 implements MigrationInterface {
  name = 'AuditSeals1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [SEALS, VERIFICATIONS, GRANTS]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DROP);
  }
}
