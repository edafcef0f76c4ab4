import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `alter table agent_tasks
    add column limits jsonb not null default '{}',
    add column model_calls int not null default 0,
    add column records int not null default 0,
    add column fields int not null default 0,
    add column deletes int not null default 0,
    add column messages int not null default 0,
    add column beyond_daily boolean not null default false,
    add column active_ms bigint not null default 0,
    add column spell_started_at timestamptz(3)`,
  `alter table escalations
    add column context jsonb not null default '{}',
    add column assigned_role varchar(100),
    add column escalate_at timestamptz(3)`,
  `create index ix_escalations_rise on escalations (escalate_at) where status = 'open' and escalate_at is not null`,
  `create index ix_escalations_role on escalations (assigned_role, id desc) where status = 'open' and assigned_role is not null`,
  `alter table agent_steps add column escalation_id bigint constraint fk_agent_steps_escalation references escalations (id)`,
  `create index ix_agent_steps_escalation on agent_steps (escalation_id) where status = 'waiting' and escalation_id is not null`,
  `create table agent_usage (
    day date not null,
    user_id int not null constraint fk_agent_usage_user references users (id),
    agent varchar(100) not null,
    model_calls int not null default 0,
    tool_calls int not null default 0,
    tokens bigint not null default 0,
    cost numeric(14, 6) not null default 0,
    records int not null default 0,
    fields int not null default 0,
    deletes int not null default 0,
    messages int not null default 0,
    constraint pk_agent_usage primary key (user_id, day, agent)
  )`,
  `create index ix_agent_usage_agent on agent_usage (agent, day)`,
  `create table agent_policies (
    id int generated always as identity constraint pk_agent_policies primary key,
    agent varchar(100) not null constraint uq_agent_policies_agent unique,
    settings jsonb not null default '{}',
    version int not null default 1,
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now()
  )`,
  `grant select, insert, update, delete on agent_usage, agent_policies to bureau_app`,
  `grant usage on all sequences in schema public to bureau_app`,
];

const DOWN = [
  `drop table agent_policies, agent_usage`,
  `alter table agent_steps drop column escalation_id`,
  `alter table escalations drop column context, drop column assigned_role, drop column escalate_at`,
  `alter table agent_tasks drop column limits, drop column model_calls, drop column records, drop column fields,
    drop column deletes, drop column messages, drop column beyond_daily, drop column active_ms, drop column spell_started_at`,
];

/** What tasks may use up, what was used in a day, and what admins grant each agent. */
export class AgentLimits1764560000000 implements MigrationInterface {
  name = 'AgentLimits1764560000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
