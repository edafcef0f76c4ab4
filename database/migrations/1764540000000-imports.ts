import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An import is checked first and written then; what it writes is a change set that can be taken back. */
const IMPORTS = `
alter table import_jobs
  add column format varchar(10) not null default 'csv',
  add column encoding varchar(20) not null default 'utf-8',
  add column content_hash varchar(64),
  add column plan jsonb,
  add column phase varchar(10),
  add column rows_total int,
  add column rows_updated int not null default 0,
  add column rows_unchanged int not null default 0,
  add column rows_settled int not null default 0,
  add column change_set_id bigint;
create unique index uq_import_jobs_change_set on import_jobs (change_set_id) where change_set_id is not null;
create table import_rows (
  import_id bigint not null constraint fk_import_rows_import references import_jobs (id) on delete cascade,
  n int not null,
  line int not null,
  key_value jsonb,
  record jsonb not null,
  constraint pk_import_rows primary key (import_id, n)
);
create table import_errors (
  import_id bigint not null constraint fk_import_errors_import references import_jobs (id) on delete cascade,
  n int not null,
  line int not null,
  column_title varchar(255),
  detail text not null,
  constraint pk_import_errors primary key (import_id, n)
);
grant select, insert, update, delete on import_rows, import_errors to bureau_app;`;

const STATUSES = (more: string) => `
alter table change_sets drop constraint ck_change_sets_status;
alter table change_sets add constraint ck_change_sets_status check (status in (${more}'proposed', 'committed', 'rejected', 'expired', 'reverted', 'stale'));`;

const DROP = `
drop table import_errors, import_rows;
alter table import_jobs drop column format, drop column encoding, drop column content_hash, drop column plan, drop column phase,
  drop column rows_total, drop column rows_updated, drop column rows_unchanged, drop column rows_settled, drop column change_set_id;`;

/** Imports with a mapping, a check before the first write, and an undo. */
export class Imports1764540000000 implements MigrationInterface {
  name = 'Imports1764540000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(IMPORTS);
    await runner.query(STATUSES(`'committing', `));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DROP);
    await runner.query(STATUSES(''));
  }
}
