import { type Escalation } from '@bureau/contracts';
import { type Executor } from '@bureau/platform';
import { lockTask } from '../../change-sets/persistence/change-sets.repository';
import { ESCALATION_COLUMNS } from './escalation.resource';

const READ = `select ${ESCALATION_COLUMNS.join(', ')} from escalations where id = $1::bigint`;

/** The escalation, or null where there is none. */
export async function readEscalation(executor: Executor, id: number): Promise<Escalation | null> {
  const [row] = await executor.query<Escalation>({ name: 'escalation_read', text: READ, values: [id] });
  return row ?? null;
}

/** Locks the escalation behind its task: cancelling a task locks in the same order. */
export async function lockEscalation(
  tx: Executor,
  { id, agent_task_id }: Escalation,
): Promise<Escalation | null> {
  await lockTask(tx, agent_task_id);
  const [row] = await tx.query<Escalation>({
    name: 'escalation_lock',
    text: `${READ} for update`,
    values: [id],
  });
  return row ?? null;
}

/** Ids of open escalations that nobody settled in time; approvals end with their change set. */
export async function overdueEscalations(executor: Executor, limit: number): Promise<number[]> {
  const rows = await executor.query<{ id: number }>({
    name: 'escalations_overdue',
    text: `select id from escalations where status = 'open' and change_set_id is null and due_at <= now() order by id limit $1::int`,
    values: [limit],
  });
  return rows.map(({ id }) => id);
}
