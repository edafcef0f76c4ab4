import { type ChangeSetStatus, type DriftedRecord } from '@bureau/contracts';
import { type Executor } from '@bureau/platform';
import { CHANGE_SET_COLUMNS, type ChangeSetReading, type ChangeSetRow } from './change-set.resource';

const OWN_COLUMNS = CHANGE_SET_COLUMNS.map((name) => `e.${name}`).join(', ');

/** Votes on the content that the set has now, oldest first. */
export const DECISIONS_COLUMN = `
(select coalesce(jsonb_agg(jsonb_build_object('user_id', d.user_id, 'decision', d.decision, 'reason', d.reason,
  'at', to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by d.at, d.user_id), '[]')
  from change_set_decisions d where d.change_set_id = e.id and d.payload_hash = e.payload_hash) as decisions`;

/** The set with its votes; null where there is none. */
export async function readChangeSet(executor: Executor, id: number): Promise<ChangeSetReading | null> {
  const [row] = await executor.query<ChangeSetReading>({
    name: 'change_set_read',
    text: `select ${OWN_COLUMNS}, ${DECISIONS_COLUMN} from change_sets e where e.id = $1::bigint`,
    values: [id],
  });
  return row ?? null;
}

export type LockedChangeSet = ChangeSetRow & {
  /** By the database's clock. */
  overdue: boolean;
};

/**
 * Locks the set for a transition. Its task is locked before it: cancelling a task locks in the same order, so the two
 * cannot wait for each other.
 */
export async function lockChangeSet(tx: Executor, id: number): Promise<LockedChangeSet | null> {
  await tx.query({
    name: 'change_set_lock_task',
    text: 'select t.id from agent_tasks t where t.id = (select c.agent_task_id from change_sets c where c.id = $1::bigint) for no key update',
    values: [id],
  });
  const [row] = await tx.query<LockedChangeSet>({
    name: 'change_set_lock',
    text: `select ${OWN_COLUMNS}, e.expires_at <= now() as overdue from change_sets e where e.id = $1::bigint for update`,
    values: [id],
  });
  return row ?? null;
}

/** Locks a task before anything that hangs on it: everybody locks in this order. */
export async function lockTask(tx: Executor, taskId: number): Promise<void> {
  await tx.query({
    name: 'change_set_task_lock',
    text: 'select id from agent_tasks where id = $1::bigint for no key update',
    values: [taskId],
  });
}

const OPEN: readonly ChangeSetStatus[] = ['proposed', 'stale'];

/** Ids of sets that nobody decided in time, oldest first. */
export async function overdueChangeSets(executor: Executor, limit: number): Promise<number[]> {
  const rows = await executor.query<{ id: number }>({
    name: 'change_sets_overdue',
    text: `select id from change_sets where status in ('proposed', 'stale') and expires_at <= now() order by expires_at limit $1::int`,
    values: [limit],
  });
  return rows.map(({ id }) => id);
}

/** Ids of a task's sets that are not decided. */
export async function openChangeSetsOfTask(executor: Executor, taskId: number): Promise<number[]> {
  const rows = await executor.query<{ id: number }>({
    name: 'change_sets_open_of_task',
    text: 'select id from change_sets where agent_task_id = $1::bigint and status = any($2::text[]) order by id',
    values: [taskId, OPEN],
  });
  return rows.map(({ id }) => id);
}

/** The most drifted records that one answer lists. */
const MAX_DRIFTED = 200;

const DRIFTED = `
select i.id as item_id, i.entity_id, i.base_version, case when r.deleted_at is null or i.operation = 'restore' then r.version end as version
from change_set_items i left join entities r on r.id = i.entity_id
where i.change_set_id = $1::bigint and i.decision is distinct from 'reject' and case
  when i.operation = 'create' then false
  when i.operation in ('relate', 'unrelate') then r.id is null or r.deleted_at is not null or exists (
    select from entity_relations x where x.source_id = i.entity_id
      and x.target_id = (select (coalesce(nullif(c."to", 'null'), c."from") #>> '{}')::bigint from jsonb_to_recordset(i.changes) as c(field text, "from" jsonb, "to" jsonb) where c.field = 'target_id')
      and x.relation_type = (select coalesce(nullif(c."to", 'null'), c."from") #>> '{}' from jsonb_to_recordset(i.changes) as c(field text, "from" jsonb, "to" jsonb) where c.field = 'relation_type')
  ) = (i.operation = 'relate')
  else r.id is null or r.version <> i.base_version or (r.deleted_at is null) = (i.operation = 'restore') end
order by i.id limit ${MAX_DRIFTED}`;

/** Items whose records are no longer as the proposal found them. */
export async function driftedRecords(executor: Executor, changeSetId: number): Promise<DriftedRecord[]> {
  return executor.query<DriftedRecord>({ name: 'change_set_drifted', text: DRIFTED, values: [changeSetId] });
}

const VOTE = `
insert into change_set_decisions (change_set_id, user_id, decision, reason, payload_hash)
values ($1::bigint, $2::int, $3::text, $4::text, $5::text)
on conflict do nothing returning user_id`;

/** Records a vote. @returns false where the person has voted on this content before */
export async function insertVote(
  tx: Executor,
  vote: {
    change_set_id: number;
    user_id: number;
    decision: string;
    reason: string | null;
    payload_hash: string;
  },
): Promise<boolean> {
  const { change_set_id, user_id, decision, reason, payload_hash } = vote;
  const values = [change_set_id, user_id, decision, reason, payload_hash];
  const rows = await tx.query({ name: 'change_set_vote', text: VOTE, values });
  return rows.length > 0;
}

/** Who approved a content of the set. */
export async function approversOf(tx: Executor, changeSetId: number, payloadHash: string): Promise<number[]> {
  const rows = await tx.query<{ user_id: number }>({
    name: 'change_set_approvers',
    text: `select user_id from change_set_decisions where change_set_id = $1::bigint and payload_hash = $2::text and decision = 'approve'`,
    values: [changeSetId, payloadHash],
  });
  return rows.map(({ user_id }) => user_id);
}
