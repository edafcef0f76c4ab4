import { type AgentTaskEvent, type ChangeSetItem, type ProposedItem } from '@bureau/contracts';
import { ANY, Database, type Executor, notFound, requireCaller, WritePath } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { alreadyDecided, expiredSet, mayNotDecide } from '../change-sets.errors';
import { payloadHash } from '../payload-hash';
import { type ItemUpdate, readItems, updateItems } from '../persistence/change-set-items.repository';
import { CHANGE_SET_RESOURCE, type ChangeSetRow } from '../persistence/change-set.resource';
import { driftedRecords, type LockedChangeSet, lockChangeSet } from '../persistence/change-sets.repository';
import { requiredDecisions, riskOf } from '../policy/risk';
import { maySee } from '../policy/votes';
import { isRelation, planEach } from '../proposal/plan-items';
import { type Plan } from '../proposal/planned-item';
import { relationOf } from '../proposal/relation-items';
import { ChangeSetSettlement } from './settlement';

/** Sets a proposal against the records as they are now, so that somebody can decide on what they see. */
@Injectable()
export class ChangeSetRefresh {
  private readonly changeSets: WritePath<ChangeSetRow>;

  constructor(
    private readonly database: Database,
    private readonly settlement: ChangeSetSettlement,
  ) {
    this.changeSets = new WritePath(database, CHANGE_SET_RESOURCE);
  }

  /**
   * The set is `proposed` again, with a new hash where its content is another; votes on the old content count no more.
   * Items that are not possible any more, or change nothing any more, are rejected; a set of which nothing is left, too.
   * @throws 404 for sets that the caller may not see, 409 for those that are decided or expired
   */
  async refresh(id: number): Promise<void> {
    const caller = requireCaller();
    if (caller.actor.type === 'agent')
      throw mayNotDecide('An agent may not look at its own proposal for somebody.');
    const events = await this.database.transaction(async (tx) => {
      const set = await lockChangeSet(tx, id);
      if (!set || !maySee(caller, set)) throw notFound('change set');
      if (set.status !== 'proposed' && set.status !== 'stale') throw alreadyDecided(set.status);
      if (set.overdue) throw expiredSet();
      const drifted = await driftedRecords(tx, id);
      return set.status === 'stale' || drifted.length > 0 ? this.lookAgain(tx, set) : [];
    });
    this.settlement.publish(events);
  }

  private async lookAgain(tx: Executor, set: LockedChangeSet): Promise<AgentTaskEvent[]> {
    const items = (await readItems(tx, set.id)).filter(({ decision }) => decision !== 'reject');
    const plans = await planEach(tx, items.map(toProposal), ANY);
    const updates = items.map((item, n) => refreshed(item, plans[n]));
    await updateItems(tx, set.id, updates);
    const left = items.flatMap((item, n) =>
      updates[n]?.decision === 'reject' ? [] : [{ ...item, ...updates[n] }],
    );
    if (left.length === 0) return this.giveUp(tx, set);
    const risk = riskOf(left);
    const values = {
      status: 'proposed',
      payload_hash: payloadHash(left),
      approvals: 0,
      risk,
      required_decisions: requiredDecisions(risk),
    };
    await this.changeSets.update(set.id, values, { executor: tx, action: 'change_set.refresh' });
    return [];
  }

  private async giveUp(tx: Executor, set: LockedChangeSet): Promise<AgentTaskEvent[]> {
    const values = { status: 'rejected', decided_by: requireCaller().user_id };
    await this.changeSets.update(set.id, values, { executor: tx, action: 'change_set.reject' });
    const reason = 'The records changed since; nothing of the proposal is left to do.';
    const outcome = { outcome: 'rejected', reason, committed: 0, rejected: set.item_count };
    return this.settlement.settle(tx, set, { decision: 'reject', reason, outcome, by: values.decided_by });
  }
}

function toProposal(item: ChangeSetItem): ProposedItem {
  const { operation, entity_id } = item;
  const target = entity_id === null ? {} : { entity_id };
  if (!isRelation(item))
    return { operation, ...target, changes: item.changes.map(({ field, to }) => ({ field, to })) };
  const { target_id, relation_type } = relationOf(item);
  return {
    operation,
    ...target,
    changes: [
      { field: 'relation_type', to: relation_type },
      { field: 'target_id', to: target_id },
    ],
  };
}

function refreshed(item: ChangeSetItem, plan: Plan | undefined): ItemUpdate {
  const { id, entity_id, entity_name, base_version, changes } = item;
  if (plan?.outcome !== 'planned')
    return { id, decision: 'reject', entity_id, entity_name, base_version, changes };
  const now = plan.item;
  return {
    id,
    decision: null,
    entity_id,
    entity_name: now.entity_name,
    base_version: now.base_version,
    changes: now.changes,
  };
}
