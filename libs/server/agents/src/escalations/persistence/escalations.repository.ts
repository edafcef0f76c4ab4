import { type Escalation } from '@bureau/contracts';
import { type Executor } from '@bureau/platform';
import { lockTask } from '../../change-sets/persistence/change-sets.repository';
import { ESCALATION_COLUMNS } from './escalation.resource';

const COLUMNS = ESCALATION_COLUMNS.join(', ');
const READ = `select ${COLUMNS} from escalations where id = $1::bigint`;

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

/** Open escalations that nobody settled in time; approvals end with their change set. */
export async function overdueEscalations(executor: Executor, limit: number): Promise<Escalation[]> {
  return executor.query<Escalation>({
    name: 'escalations_overdue',
    text: `select ${COLUMNS} from escalations where status = 'open' and change_set_id is null and due_at <= now() order by id limit $1::int`,
    values: [limit],
  });
}

/** Open escalations about which more people are to be asked by now. */
export async function silentEscalations(executor: Executor, limit: number): Promise<Escalation[]> {
  return executor.query<Escalation>({
    name: 'escalations_silent',
    text: `select ${COLUMNS} from escalations where status = 'open' and escalate_at <= now() order by escalate_at limit $1::int`,
    values: [limit],
  });
}
