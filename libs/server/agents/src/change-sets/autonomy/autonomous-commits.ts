import { type ChangeSetItem } from '@bureau/contracts';
import { currentContext, type Executor, ProblemError, requireCaller } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { AgentPolicies } from '../../agents/agent-policies.service';
import { TaskEvents } from '../../events/task-events';
import { ChangeSetExecution } from '../decision/change-set-execution';
import { readItems } from '../persistence/change-set-items.repository';
import { type ChangeSetRow } from '../persistence/change-set.resource';
import { riskOf } from '../policy/risk';
import { type PlannedItem } from '../proposal/planned-item';
import { isCovered } from './covered-by-rules';

const UNIQUE_VIOLATION = '23505';

/** A set that policy committed. */
export interface AutonomousCommit {
  change_set: ChangeSetRow;
  /** Version of the policy that let it through. */
  policy: number;
}

/** Commits what an agent's policy lets through, in the transaction that proposes it: all of it, or a person decides. */
@Injectable()
export class AutonomousCommits {
  constructor(
    private readonly policies: AgentPolicies,
    private readonly execution: ChangeSetExecution,
    private readonly events: TaskEvents,
  ) {}

  /**
   * The policy is read under a lock that its change waits for, so a rule that was removed lets nothing through any more.
   * Whatever keeps the set from being committed (records that drifted, a right that is missing) leaves it to a person.
   * @param store writes the set down as proposed
   * @returns null where a person decides; nothing is written then
   */
  async attempt(
    tx: Executor,
    items: readonly PlannedItem[],
    store: () => Promise<ChangeSetRow>,
  ): Promise<AutonomousCommit | null> {
    const { type, id: agent } = requireCaller().actor;
    const taskId = currentContext()?.agent_task_id ?? null;
    if (type !== 'agent' || agent === null || taskId === null) return null;
    const glance = await this.policies.inTransaction(tx, agent);
    if (glance.settings.auto_approve.length === 0) return null;
    // decisions lock the task before the records, so this does as well
    if (!(await lockThinkingTask(tx, taskId))) return null;
    const { settings, version } = await this.policies.inTransaction(tx, agent, 'share');
    const types = await typesOf(tx, items);
    const proposal = { risk: riskOf(items), items, types };
    if (!settings.enabled || !isCovered(settings.auto_approve, proposal)) return null;
    return this.commit(tx, taskId, version, store);
  }

  private async commit(
    tx: Executor,
    taskId: number,
    policy: number,
    store: () => Promise<ChangeSetRow>,
  ): Promise<AutonomousCommit | null> {
    await tx.query({ text: 'savepoint autonomy' });
    try {
      const set = await store();
      const { id, title, item_count } = set;
      await this.events.append(tx, taskId, [
        { type: 'change_set.proposed', data: { change_set_id: id, title, items: item_count } },
      ]);
      const committed = await this.carryOut(tx, set, await readItems(tx, id), policy);
      if (committed) return { change_set: { ...set, status: 'committed' }, policy };
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
    await tx.query({ text: 'rollback to savepoint autonomy' });
    return null;
  }

  private async carryOut(
    tx: Executor,
    set: ChangeSetRow,
    items: ChangeSetItem[],
    policy: number,
  ): Promise<boolean> {
    const events = await this.execution.carryOut(tx, {
      set,
      items,
      narrowed: { decision: 'approve', approved: items, rejected: [], edited: new Set(), problems: [] },
      hash: set.payload_hash,
      requester: requireCaller(),
      looked: new Set(),
      decided_by: null,
      approvals: 0,
      reason: `policy v${policy}`,
      policy,
    });
    return events !== null;
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof ProblemError || (error as { code?: unknown }).code === UNIQUE_VIOLATION;
}

/** Locks the task. @returns false where no language model works on it: fixed rules misread requests */
async function lockThinkingTask(tx: Executor, taskId: number): Promise<boolean> {
  const [task] = await tx.query<{ model: string | null }>({
    name: 'autonomy_lock_task',
    text: 'select model from agent_tasks where id = $1::bigint for no key update',
    values: [taskId],
  });
  const model = task?.model ?? null;
  return model !== null && model !== 'offline';
}

async function typesOf(tx: Executor, items: readonly PlannedItem[]): Promise<Map<number, string | null>> {
  const ids = items.flatMap(({ entity_id }) => entity_id ?? []);
  const rows = await tx.query<{ id: number; type: string | null }>({
    name: 'autonomy_record_types',
    text: 'select id, type from entities where id = any($1::bigint[])',
    values: [ids],
  });
  return new Map(rows.map(({ id, type }) => [id, type]));
}
