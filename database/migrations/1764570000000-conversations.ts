import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create table conversations (
    id bigint generated always as identity constraint pk_conversations primary key,
    title varchar(255) not null,
    owner_id int not null constraint fk_conversations_owner references users (id),
    version int not null default 1,
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now()
  )`,
  `create index ix_conversations_owner on conversations (owner_id, id desc)`,
  `alter table agent_tasks
    add column parent_id bigint constraint fk_agent_tasks_parent references agent_tasks (id),
    add column parent_run int,
    add column part int,
    add constraint uq_agent_tasks_part unique (parent_id, parent_run, part),
    add constraint ck_agent_tasks_part check (num_nulls(parent_id, parent_run, part) in (0, 3)),
    add constraint fk_agent_tasks_conversation foreign key (conversation_id) references conversations (id)`,
  `create index ix_agent_tasks_conversation on agent_tasks (conversation_id, id desc) where conversation_id is not null`,
  `alter table agent_steps drop constraint ck_agent_steps_kind,
    add constraint ck_agent_steps_kind check (kind in ('model', 'tool', 'parts'))`,
  // what people and agents said are the requests and answers of the tasks: told from there, they cannot differ from them
  `create view conversation_messages as
    select t.id * 2 as id, t.conversation_id, t.id as task_id, 'user'::text as role, null::varchar(100) as agent, t.input as text, t.created_at
    from agent_tasks t where t.conversation_id is not null
    union all
    select t.id * 2 + 1, t.conversation_id, t.id, 'agent', t.agent, t.result, t.finished_at
    from agent_tasks t where t.conversation_id is not null and t.result is not null and t.status = 'completed'`,
  // in the statement that accepts the task, which so stays one: a request that continues nothing begins a conversation
  `create function bureau_task_conversation() returns trigger language plpgsql as $$
  begin
    if new.parent_id is not null then return new; end if;
    if new.conversation_id is null then
      insert into conversations (title, owner_id) values (left(regexp_replace(btrim(new.input), '\\s+', ' ', 'g'), 120), new.requested_by)
      returning id into new.conversation_id;
    else
      update conversations set updated_at = now(), version = version + 1 where id = new.conversation_id;
    end if;
    return new;
  end $$`,
  `create trigger tr_agent_tasks_conversation before insert on agent_tasks for each row execute function bureau_task_conversation()`,
  `grant select, insert, update, delete on conversations to bureau_app`,
  `grant select on conversation_messages to bureau_app`,
  `grant usage on all sequences in schema public to bureau_app`,
];

const DOWN = [
  `drop trigger tr_agent_tasks_conversation on agent_tasks`,
  `drop function bureau_task_conversation()`,
  `drop view conversation_messages`,
  `delete from agent_steps where kind = 'parts'`,
  `alter table agent_steps drop constraint ck_agent_steps_kind,
    add constraint ck_agent_steps_kind check (kind in ('model', 'tool'))`,
  `update agent_tasks set conversation_id = null where conversation_id is not null`,
  `drop index ix_agent_tasks_conversation`,
  `alter table agent_tasks drop constraint fk_agent_tasks_conversation, drop constraint ck_agent_tasks_part,
    drop constraint uq_agent_tasks_part, drop column part, drop column parent_run, drop column parent_id`,
  `drop table conversations`,
];

/** Tasks that are parts of others, and conversations that tasks belong to. */
export class Conversations1764570000000 implements MigrationInterface {
  name = 'Conversations1764570000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
