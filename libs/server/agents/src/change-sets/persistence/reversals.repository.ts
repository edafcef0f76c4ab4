import { type Executor } from '@bureau/platform';
import { type TaskItem } from '../revert/inverse-of-task';

/** Notes which sets an inverse takes back. */
export async function insertReversals(
  tx: Executor,
  inverseId: number,
  changeSetIds: readonly number[],
): Promise<void> {
  await tx.query({
    name: 'change_set_reversals_insert',
    text: 'insert into change_set_reversals (inverse_id, change_set_id) select $1::bigint, unnest($2::bigint[])',
    values: [inverseId, changeSetIds],
  });
}

/** Ids of the sets that an inverse takes back, in order. */
export async function reversedBy(tx: Executor, inverseId: number): Promise<number[]> {
  const rows = await tx.query<{ change_set_id: number }>({
    name: 'change_set_reversals_read',
    text: 'select change_set_id from change_set_reversals where inverse_id = $1::bigint order by change_set_id',
    values: [inverseId],
  });
  return rows.map(({ change_set_id }) => change_set_id);
}

/** Id of an inverse of one of these sets that waits for its decision; null where none does. */
export async function openInverseOf(tx: Executor, changeSetIds: readonly number[]): Promise<number | null> {
  const [row] = await tx.query<{ id: number }>({
    name: 'change_set_open_inverse',
    text: `select c.id from change_sets c join change_set_reversals r on r.inverse_id = c.id
      where r.change_set_id = any($1::bigint[]) and c.status in ('proposed', 'stale') order by c.id limit 1`,
    values: [changeSetIds],
  });
  return row?.id ?? null;
}

export interface RevertibleTask {
  id: number;
  requested_by: number;
  input: string;
}

/** Locks a task before its sets, as decisions do; its parts are locked before it. */
export async function lockRevertibleTask(tx: Executor, id: number): Promise<RevertibleTask | null> {
  await tx.query({
    name: 'change_set_parts_to_revert',
    text: 'select id from agent_tasks where parent_id = $1::bigint order by id for no key update',
    values: [id],
  });
  const [row] = await tx.query<RevertibleTask>({
    name: 'change_set_task_to_revert',
    text: 'select id, requested_by, input from agent_tasks where id = $1::bigint for no key update',
    values: [id],
  });
  return row ?? null;
}

/** Locks the sets of a task and its parts that were committed and not taken back. @returns their ids in order */
export async function lockCommittedSets(tx: Executor, taskId: number): Promise<number[]> {
  const rows = await tx.query<{ id: number }>({
    name: 'change_sets_committed_of_task',
    text: `select id from change_sets where agent_task_id in (select t.id from agent_tasks t where t.id = $1::bigint or t.parent_id = $1::bigint)
      and status = 'committed' order by id for update`,
    values: [taskId],
  });
  return rows.map(({ id }) => id);
}

/** Approved items of sets, the newest first, at most `limit` of them. */
export async function committedItems(
  tx: Executor,
  changeSetIds: readonly number[],
  limit: number,
): Promise<TaskItem[]> {
  return tx.query<TaskItem>({
    name: 'change_set_items_committed',
    text: `select i.id, i.change_set_id, i.operation, i.entity_id, i.entity_name, i.base_version, i.changes, i.reason, i.evidence, i.decision
      from change_set_items i join change_sets c on c.id = i.change_set_id
      where i.change_set_id = any($1::bigint[]) and i.decision = 'approve'
      order by c.committed_at desc, i.id desc limit $2::int`,
    values: [changeSetIds, limit],
  });
}
