import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A sign-in is itself proof of who sits there, so a new session begins stepped up. */
const SESSIONS = `
alter table sessions add column stepped_up_at timestamptz(3) not null default now();
create index ix_sessions_address on sessions (user_id, ip);`;

const SECOND_FACTOR = `
create table user_totp (
  user_id int constraint pk_user_totp primary key constraint fk_user_totp_user references users (id),
  secret bytea not null,
  confirmed_at timestamptz(3),
  last_step bigint not null default 0,
  created_at timestamptz(3) not null default now()
);
create table recovery_codes (
  id bigint generated always as identity constraint pk_recovery_codes primary key,
  user_id int not null constraint fk_recovery_codes_user references users (id),
  code_hash bytea not null,
  created_at timestamptz(3) not null default now(),
  used_at timestamptz(3),
  constraint uq_recovery_codes unique (user_id, code_hash)
);`;

/** One row for a person: a new link takes the place of the one before it. */
const LINKS = `
create table account_links (
  user_id int constraint pk_account_links primary key constraint fk_account_links_user references users (id),
  purpose varchar(20) not null,
  token_hash bytea not null constraint uq_account_links_token unique,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null
);`;

const MAIL = `
create table mail_messages (
  id bigint generated always as identity constraint pk_mail_messages primary key,
  kind varchar(40) not null,
  user_id int constraint fk_mail_messages_user references users (id),
  status varchar(10) not null default 'queued',
  attempts int not null default 0,
  next_attempt_at timestamptz(3) not null default now(),
  error varchar(200),
  created_at timestamptz(3) not null default now(),
  sent_at timestamptz(3)
);
create index ix_mail_messages_due on mail_messages (next_attempt_at) where status = 'queued';
create index ix_mail_messages_user on mail_messages (user_id, id desc);`;

const IDENTITIES = `
create table user_identities (
  id bigint generated always as identity constraint pk_user_identities primary key,
  user_id int not null constraint fk_user_identities_user references users (id),
  issuer varchar(500) not null,
  subject varchar(255) not null,
  email varchar(255),
  created_at timestamptz(3) not null default now(),
  last_used_at timestamptz(3) not null default now(),
  constraint uq_user_identities unique (issuer, subject)
);
create index ix_user_identities_user on user_identities (user_id, id);`;

const GRANTS = `
grant select, insert, update, delete on user_totp, recovery_codes, account_links, mail_messages, user_identities to bureau_app;
grant usage on sequence recovery_codes_id_seq, mail_messages_id_seq, user_identities_id_seq to bureau_app;`;

const DROP = `
drop table user_identities, mail_messages, account_links, recovery_codes, user_totp;
drop index ix_sessions_address;
alter table sessions drop column stepped_up_at;`;

/** Second factors, links by mail, identities elsewhere, and when a session last showed who uses it. */
export class SignIn1764510000000 implements MigrationInterface {
  name = 'SignIn1764510000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [SESSIONS, SECOND_FACTOR, LINKS, MAIL, IDENTITIES, GRANTS]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DROP);
  }
}
