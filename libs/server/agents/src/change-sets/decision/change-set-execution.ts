import { type AgentTaskEvent, type ChangeSetItem } from '@bureau/contracts';
import { type Caller, Database, type Executor, WritePath } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { markOpenItems, updateItems } from '../persistence/change-set-items.repository';
import { CHANGE_SET_RESOURCE, type ChangeSetRow } from '../persistence/change-set.resource';
import { reversedBy } from '../persistence/reversals.repository';
import { tallyAutomatic, tallyDecision } from '../track-record/tally';
import { noteUndone, noteVerdicts } from '../track-record/track-records.repository';
import { ChangeSetCommit } from './change-set-commit';
import { type Narrowed } from './narrow';
import { ChangeSetSettlement } from './settlement';

/** A set that nothing but its records keeps from being committed. */
export interface ApprovedSet {
  /** Locked by the transaction, or made in it. */
  set: ChangeSetRow;
  /** Its open items as they were before the decision. */
  items: readonly ChangeSetItem[];
  narrowed: Narrowed;
  /** Of what is approved. */
  hash: string;
  /** In whose name it was proposed; null where the account is gone. */
  requester: Caller | null;
  /** Ids of items that a person decided one by one. */
  looked: ReadonlySet<number>;
  /** The person whose vote was the last one needed; null where policy approved. */
  decided_by: number | null;
  approvals: number;
  /** What the decider said, or which policy it was. */
  reason: string | null;
  /** Version of the policy that approved. */
  policy?: number;
}

/** Commits approved sets: the one way from an approval, whoever gave it, to changed records. */
@Injectable()
export class ChangeSetExecution {
  private readonly changeSets: WritePath<ChangeSetRow>;

  constructor(
    database: Database,
    private readonly commit: ChangeSetCommit,
    private readonly settlement: ChangeSetSettlement,
  ) {
    this.changeSets = new WritePath(database, CHANGE_SET_RESOURCE);
  }

  /**
   * Writes the records, the set and all that hangs on it.
   * @returns events that are to be shown once the transaction is committed; null where records drifted, and nothing was
   * written
   * @throws 409 and 422 as the commit does
   */
  async carryOut(tx: Executor, approved: ApprovedSet): Promise<AgentTaskEvent[] | null> {
    const { set, narrowed, requester, looked, reason, decided_by, policy } = approved;
    const by = { approved_by: decided_by };
    const result = await this.commit.commit(tx, set, narrowed.approved, requester, looked, by);
    if (result.outcome === 'drifted') return null;
    await keepNarrowing(tx, set.id, narrowed, result.created);
    await markOpenItems(tx, set.id, 'approve');
    await this.close(tx, approved);
    await this.closeReverted(tx, set.id);
    await noteOutcome(tx, approved);
    const committed = narrowed.approved.length;
    const outcome = {
      outcome: 'committed',
      reason,
      committed,
      rejected: set.item_count - committed,
      edited: narrowed.edited.size,
    };
    return this.settlement.settle(tx, set, { decision: 'approve', reason, outcome, by: decided_by, policy });
  }

  private async close(
    tx: Executor,
    { set, hash, decided_by, approvals, reason }: ApprovedSet,
  ): Promise<void> {
    const values = { status: 'committed', decided_by, approvals, payload_hash: hash };
    const result = await this.changeSets.update(set.id, values, {
      executor: tx,
      action: 'change_set.commit',
      expressions: { committed_at: 'now()' },
      guard: { text: `e.status in ('proposed', 'stale')`, values: [] },
      ...(decided_by === null && { reason }),
    });
    if (result.outcome !== 'updated')
      throw new Error(`The locked change set ${set.id} answered ${result.outcome} to its commit`);
  }

  private async closeReverted(tx: Executor, inverseId: number): Promise<void> {
    for (const id of await reversedBy(tx, inverseId)) {
      await this.changeSets.update(id, { status: 'reverted' }, { executor: tx, action: 'change_set.revert' });
    }
  }
}

async function noteOutcome(tx: Executor, { set, items, narrowed, decided_by }: ApprovedSet): Promise<void> {
  if (set.agent === null) return noteUndone(tx, set.id);
  const rows = decided_by === null ? tallyAutomatic(items) : tallyDecision(items, narrowed);
  await noteVerdicts(tx, set.agent, rows);
}

/** Writes down what a decision left out, what it edited, and the records that it made. */
export async function keepNarrowing(
  tx: Executor,
  changeSetId: number,
  narrowed: Narrowed,
  created: ReadonlyMap<number, number>,
): Promise<void> {
  const rejected = narrowed.rejected.map((item) => ({ ...item, decision: 'reject' as const }));
  const changed = narrowed.approved
    .filter(({ id }) => narrowed.edited.has(id) || created.has(id))
    .map((item) => ({ ...item, entity_id: created.get(item.id) ?? item.entity_id }));
  await updateItems(tx, changeSetId, [...rejected, ...changed]);
}
