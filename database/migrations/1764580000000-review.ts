import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `alter table change_sets
    add column delegated_to int constraint fk_change_sets_delegate references users (id),
    add column reverts_task_id bigint constraint fk_change_sets_reverts_task references agent_tasks (id)`,
  `create index ix_change_sets_delegate on change_sets (delegated_to, id desc) where delegated_to is not null`,
  `create index ix_change_sets_reverts_task on change_sets (reverts_task_id) where reverts_task_id is not null`,
  `alter table escalations add column delegated_to int constraint fk_escalations_delegate references users (id)`,
  `create index ix_escalations_delegate on escalations (delegated_to, id desc) where status = 'open' and delegated_to is not null`,
  `create table change_set_reversals (
    inverse_id bigint not null constraint fk_change_set_reversals_inverse references change_sets (id) on delete cascade,
    change_set_id bigint not null constraint fk_change_set_reversals_set references change_sets (id) on delete cascade,
    constraint pk_change_set_reversals primary key (inverse_id, change_set_id)
  )`,
  `create index ix_change_set_reversals_set on change_set_reversals (change_set_id)`,
  `insert into change_set_reversals (inverse_id, change_set_id) select id, reverts_id from change_sets where reverts_id is not null`,
  `create table agent_track_records (
    agent varchar(100) not null,
    operation varchar(10) not null,
    field varchar(1000) not null default '',
    accepted int not null default 0,
    edited int not null default 0,
    rejected int not null default 0,
    automatic int not null default 0,
    undone int not null default 0,
    constraint pk_agent_track_records primary key (agent, operation, field)
  )`,
  `grant select, insert, update, delete on change_set_reversals, agent_track_records to bureau_app`,
];

const DOWN = [
  `drop table agent_track_records, change_set_reversals`,
  `alter table escalations drop column delegated_to`,
  `alter table change_sets drop column delegated_to, drop column reverts_task_id`,
];

/** Decisions that are passed on, tasks that are taken back whole, and what came of the changes of each agent. */
export class Review1764580000000 implements MigrationInterface {
  name = 'Review1764580000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
