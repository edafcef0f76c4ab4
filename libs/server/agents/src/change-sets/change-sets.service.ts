import { type ProposeChangeSet, type ProposedItem } from '@bureau/contracts';
import { recordAccess, visibleRecords } from '@bureau/entities';
import {
  currentContext,
  Database,
  type Executor,
  permissionDenied,
  requireCaller,
  refusal as fieldsRefused,
  type ResourceAccess,
  type SqlRule,
  WritePath,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { EscalationsService } from '../escalations/escalations.service';
import { AutonomousCommits } from './autonomy/autonomous-commits';
import {
  impossibleProposal,
  invalidProposal,
  noRecordMatches,
  nothingToChange,
  tooManyItems,
} from './change-sets.errors';
import { payloadHash } from './payload-hash';
import { insertItems } from './persistence/change-set-items.repository';
import { CHANGE_SET_RESOURCE, type ChangeSetRow } from './persistence/change-set.resource';
import { insertReversals } from './persistence/reversals.repository';
import { missingPermission } from './policy/operation-rights';
import { requiredDecisions, riskOf } from './policy/risk';
import { protectedChanges, refusedRows } from './rights/proposed-writes';
import { planItems } from './proposal/plan-items';
import { effectsOf, type PlannedItem, type ProposalEffects } from './proposal/planned-item';
import { matchingIds } from './proposal/record-reader';
import { validateHeading } from './proposal/validate-heading';
import { validateItems } from './proposal/validate-items';

/** The largest set: what one statement commits in about a second, and a person still oversees in groups. */
export const MAX_ITEMS = 5_000;
/** The largest that can be taken back: an import is larger than anything that somebody would propose. */
export const MAX_REVERT_ITEMS = 100_000;

/** The committed set, or the task, whose changes are taken back. */
export interface Reversal {
  id?: number;
  task_id?: number;
  /** Sets that are `reverted` once this is committed. */
  change_set_ids: readonly number[];
}

export interface Proposal extends ProposeChangeSet {
  /** What this one takes back; items that are not possible any more are left out of it. */
  reverts?: Reversal;
}

export interface MatchingProposal {
  title: string;
  reason?: string;
  /** Live records to change, as a rule on the alias `e` of those that the caller may see. */
  matching: SqlRule;
  changes: NonNullable<ProposedItem['changes']>;
}

export interface Proposed {
  change_set: ChangeSetRow;
  /** Asks the requester to decide, where an agent's task proposed. */
  escalation_id: number | null;
  /** Version of the agent's policy that committed it at once; null where people decide. */
  policy: number | null;
  /** How many items would have changed nothing and were left out. */
  unchanged: number;
  effects: ProposalEffects;
}

/** Proposing changes: nothing of a proposal is real before somebody approves it. */
@Injectable()
export class ChangeSetsService {
  private readonly changeSets: WritePath<ChangeSetRow>;

  constructor(
    database: Database,
    private readonly escalations: EscalationsService,
    private readonly autonomy: AutonomousCommits,
  ) {
    this.changeSets = new WritePath(database, CHANGE_SET_RESOURCE);
  }

  /**
   * Proposes changes in the name of the context's caller, and for the context's task where there is one.
   * @param tx a transaction; an agent's ledger is written in the same one
   * @throws 400 for items that are malformed, 403 where the caller lacks a right, 422 for records that are absent, for
   * too many items, and where nothing would change
   */
  async propose(tx: Executor, proposal: Proposal): Promise<Proposed> {
    const { items } = proposal;
    const most = proposal.reverts ? MAX_REVERT_ITEMS : MAX_ITEMS;
    if (items.length > most) throw tooManyItems(most);
    const invalid = [...validateHeading(proposal), ...validateItems(items)];
    if (invalid.length > 0) throw invalidProposal(invalid);
    assertRights(items);
    const access = recordAccess();
    const refused = protectedChanges(access, items);
    if (refused.length > 0) throw fieldsRefused(refused);
    const planned = await planItems(tx, items, access.rows('read'));
    if (planned.impossible.length > 0 && !proposal.reverts) throw impossibleProposal(planned.impossible);
    if (planned.items.length === 0) throw nothingToChange();
    await this.assertRows(tx, access, planned.items);
    const store = (change: string) => this.store(tx, proposal, planned.items, change);
    const autonomous = await this.autonomy.attempt(tx, planned.items, () => store('governed'));
    const changeSet = autonomous?.change_set ?? (await store('created'));
    return {
      change_set: changeSet,
      policy: autonomous?.policy ?? null,
      escalation_id: autonomous ? null : await this.ask(tx, changeSet),
      unchanged: planned.unchanged,
      effects: effectsOf(planned.items),
    };
  }

  /** Proposes the same changes for every record that matches, see {@link propose}. */
  async proposeMatching(
    tx: Executor,
    { matching, changes, title, reason }: MatchingProposal,
  ): Promise<Proposed> {
    const ids = await matchingIds(tx, matching, MAX_ITEMS + 1, visibleRecords());
    if (ids.length > MAX_ITEMS) throw tooManyItems(MAX_ITEMS);
    if (ids.length === 0) throw noRecordMatches();
    const items = ids.map((entity_id) => ({ operation: 'update' as const, entity_id, changes }));
    return this.propose(tx, { title, reason, items });
  }

  private async store(
    tx: Executor,
    proposal: Proposal,
    items: readonly PlannedItem[],
    change: string,
  ): Promise<ChangeSetRow> {
    const caller = requireCaller();
    const risk = riskOf(items);
    const { row } = await this.changeSets.create(
      {
        title: proposal.title,
        reason: proposal.reason,
        agent_task_id: currentContext()?.agent_task_id ?? undefined,
        agent: caller.actor.type === 'agent' ? caller.actor.name : undefined,
        risk,
        required_decisions: requiredDecisions(risk),
        payload_hash: payloadHash(items),
        item_count: items.length,
        created_by: caller.user_id,
        reverts_id: proposal.reverts?.id,
        reverts_task_id: proposal.reverts?.task_id,
        expires_at: proposal.expires_at,
      },
      { executor: tx, change },
    );
    await insertItems(tx, row.id, items);
    if (proposal.reverts) await insertReversals(tx, row.id, proposal.reverts.change_set_ids);
    return row;
  }

  /** @throws 403 where row rules keep the caller from one of the changes */
  private async assertRows(
    tx: Executor,
    access: ResourceAccess,
    items: readonly PlannedItem[],
  ): Promise<void> {
    if (!access.narrowed) return;
    const refused = await refusedRows(tx, access, items, requireCaller().user_id);
    if (refused.length > 0) throw fieldsRefused(refused);
  }

  private async ask(tx: Executor, changeSet: ChangeSetRow): Promise<number | null> {
    if (changeSet.agent_task_id === null) return null;
    const { item_count: count, title, reason, risk } = changeSet;
    const size = `${count} ${count === 1 ? 'change' : 'changes'} proposed, risk ${risk}.`;
    const escalation = await this.escalations.open(tx, {
      kind: 'approval',
      title: `Approve: ${title}`,
      detail: reason ? `${size} ${reason}` : size,
      agent_task_id: changeSet.agent_task_id,
      change_set_id: changeSet.id,
      assigned_to: changeSet.created_by,
      due_at: changeSet.expires_at,
    });
    return escalation.id;
  }
}

function assertRights(items: readonly ProposedItem[]): void {
  const operations = new Set(items.map(({ operation }) => operation));
  const missing = missingPermission(requireCaller().permissions, operations);
  if (missing) throw permissionDenied(`Proposing this needs the permission ${missing}.`);
}
