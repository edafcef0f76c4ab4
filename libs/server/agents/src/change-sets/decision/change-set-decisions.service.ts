import { type AgentTaskEvent, type ChangeSetItem, type DecideChangeSet } from '@bureau/contracts';
import { recordAccess } from '@bureau/entities';
import {
  AuditWriter,
  type Caller,
  CallerDirectory,
  Database,
  type Executor,
  notFound,
  ProblemError,
  requireCaller,
  StepUps,
  versionConflict,
  WritePath,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import * as errors from '../change-sets.errors';
import { payloadHash } from '../payload-hash';
import { markOpenItems, readItems } from '../persistence/change-set-items.repository';
import { CHANGE_SET_RESOURCE, type ChangeSetRow } from '../persistence/change-set.resource';
import {
  approversOf,
  insertVote,
  type LockedChangeSet,
  lockChangeSet,
  readChangeSet,
} from '../persistence/change-sets.repository';
import { needsStepUp } from '../policy/risk';
import { afterVote, maySee, voteRefusal } from '../policy/votes';
import { tallyDecision } from '../track-record/tally';
import { noteVerdicts } from '../track-record/track-records.repository';
import { ChangeSetExecution, keepNarrowing } from './change-set-execution';
import { EditedItems } from './edited-items';
import { narrow, type Narrowed } from './narrow';
import { visibleItems } from '../rights/item-visibility';
import { protectedChanges } from '../rights/proposed-writes';
import { ChangeSetSettlement } from './settlement';

const UNIQUE_VIOLATION = '23505';

/** Everything that one vote knows. */
interface Ballot {
  set: LockedChangeSet;
  voter: Caller;
  requester: Caller | null;
  body: DecideChangeSet;
  /** The open items. */
  items: readonly ChangeSetItem[];
  narrowed: Narrowed;
  /** Of what would be left, were this vote the last. */
  hash: string;
}

/** Votes on change sets; the one that is enough commits in the same transaction. */
@Injectable()
export class ChangeSetDecisions {
  private readonly changeSets: WritePath<ChangeSetRow>;

  constructor(
    private readonly database: Database,
    private readonly callers: CallerDirectory,
    private readonly execution: ChangeSetExecution,
    private readonly edited: EditedItems,
    private readonly settlement: ChangeSetSettlement,
    private readonly audit: AuditWriter,
    private readonly stepUps: StepUps,
  ) {
    this.changeSets = new WritePath(database, CHANGE_SET_RESOURCE);
  }

  /**
   * The caller's vote. Where records drifted the set becomes `stale` and nothing is applied; the vote does not count.
   * @param ifMatch the version that the caller has seen, or null
   * @throws 404 for sets that the caller may not see, 403 with the reason where they may not decide, 400 for exceptions
   * that do not fit, 412 for another version, 409 where it is decided, stale, expired, changed or voted on already
   */
  async decide(id: number, body: DecideChangeSet, ifMatch: number | null): Promise<void> {
    const voter = requireCaller();
    const set = await readChangeSet(this.database, id);
    if (!set || !maySee(voter, set)) throw notFound('change set');
    // before the transaction: reading it inside would take a second connection while the first holds locks
    const requester = set.created_by === voter.user_id ? voter : await this.callers.callerFor(set.created_by);
    try {
      this.settlement.publish(await this.once(id, body, ifMatch, voter, requester));
    } catch (error) {
      if (error instanceof ProblemError && error.status === 403) await this.auditRefusal(id, error.message);
      throw error;
    }
  }

  /** A relation that somebody made in the last moment ends the first try; the second one finds that it drifted. */
  private async once(...vote: Parameters<ChangeSetDecisions['vote']>): Promise<AgentTaskEvent[]> {
    return this.vote(...vote).catch((error: unknown) => {
      if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return this.vote(...vote);
      throw error;
    });
  }

  private async vote(
    id: number,
    body: DecideChangeSet,
    ifMatch: number | null,
    voter: Caller,
    requester: Caller | null,
  ): Promise<AgentTaskEvent[]> {
    return this.database.transaction(async (tx) => {
      const set = await lockChangeSet(tx, id);
      if (!set) throw notFound('change set');
      const items = openItems(await readItems(tx, id));
      const narrowed = narrow(items, body);
      assertDecidable(set, narrowed.decision, body, ifMatch);
      const refusal = voteRefusal(voter, set, narrowed.decision);
      if (refusal) throw errors.mayNotDecide(refusal);
      if (needsStepUp(set.risk, narrowed.decision)) await this.stepUps.require(tx);
      if (narrowed.problems.length > 0) throw errors.invalidDecision(narrowed.problems);
      // what was stored is what was shown: anything else is not approved
      if (payloadHash(items) !== set.payload_hash) throw errors.otherPayload();
      const hash = narrowed.decision === 'approve' ? payloadHash(narrowed.approved) : set.payload_hash;
      return this.apply(tx, { set, voter, requester, body, items, narrowed, hash });
    });
  }

  private async apply(tx: Executor, ballot: Ballot): Promise<AgentTaskEvent[]> {
    const { set, narrowed, hash } = ballot;
    const approvers = await approversOf(tx, set.id, hash);
    await this.assertFirstVote(tx, ballot);
    switch (afterVote(narrowed.decision, approvers.length, set.required_decisions)) {
      case 'reject':
        return this.reject(tx, ballot);
      case 'wait':
        return this.wait(tx, ballot, approvers.length + 1);
      case 'commit':
        return this.carryOut(tx, ballot, approvers.length + 1);
    }
  }

  private async reject(tx: Executor, ballot: Ballot): Promise<AgentTaskEvent[]> {
    const { set, voter, body, items, narrowed } = ballot;
    await this.record(tx, ballot);
    await markOpenItems(tx, set.id, 'reject');
    await this.change(tx, set, { status: 'rejected', decided_by: voter.user_id }, 'change_set.reject');
    if (set.agent !== null) await noteVerdicts(tx, set.agent, tallyDecision(items, narrowed));
    const reason = body.reason ?? null;
    const outcome = { outcome: 'rejected', reason, committed: 0, rejected: set.item_count };
    return this.settlement.settle(tx, set, { decision: 'reject', reason, outcome, by: voter.user_id });
  }

  private async wait(tx: Executor, ballot: Ballot, approvals: number): Promise<AgentTaskEvent[]> {
    const { set, items, narrowed, hash } = ballot;
    await assertSeesAll(tx, ballot);
    await this.edited.assertPossible(tx, narrowed);
    await this.record(tx, ballot);
    await keepNarrowing(tx, set.id, narrowed, new Map());
    if (set.agent !== null) await noteVerdicts(tx, set.agent, tallyDecision(items, narrowed, false));
    await this.change(tx, set, { approvals, payload_hash: hash }, 'change_set.vote');
    return [];
  }

  private async carryOut(tx: Executor, ballot: Ballot, approvals: number): Promise<AgentTaskEvent[]> {
    const { set, voter, body, narrowed } = ballot;
    await assertSeesAll(tx, ballot);
    await this.edited.assertPossible(tx, narrowed);
    const events = await this.execution.carryOut(tx, {
      ...ballot,
      approvals,
      looked: lookedAt(ballot),
      decided_by: voter.user_id,
      reason: body.reason ?? null,
    });
    if (events === null) {
      await this.change(tx, set, { status: 'stale', approvals: 0 }, 'change_set.stale');
      return [];
    }
    await this.record(tx, ballot);
    return events;
  }

  private async assertFirstVote(tx: Executor, { set, voter }: Ballot): Promise<void> {
    const before = await approversOf(tx, set.id, set.payload_hash);
    if (before.includes(voter.user_id)) throw errors.alreadyVoted();
  }

  private async record(tx: Executor, { set, voter, body, narrowed, hash }: Ballot): Promise<void> {
    const fresh = await insertVote(tx, {
      change_set_id: set.id,
      user_id: voter.user_id,
      decision: narrowed.decision,
      reason: body.reason ?? null,
      payload_hash: hash,
    });
    if (!fresh) throw errors.alreadyVoted();
  }

  private async change(
    tx: Executor,
    set: LockedChangeSet,
    values: Record<string, unknown>,
    action: string,
  ): Promise<void> {
    const result = await this.changeSets.update(set.id, values, {
      executor: tx,
      action,
      guard: { text: `e.status in ('proposed', 'stale')`, values: [] },
    });
    if (result.outcome !== 'updated')
      throw new Error(`${action}: the locked change set ${set.id} answered ${result.outcome}`);
  }

  private async auditRefusal(id: number, reason: string): Promise<void> {
    await this.audit.record({
      action: 'change_set.decide',
      outcome: 'refused',
      entity_type: 'change_set',
      entity_id: id,
      reason,
    });
  }
}

/** Nobody approves what they may not see, nor edits what they may not change. @throws 403 */
async function assertSeesAll(tx: Executor, { voter, narrowed }: Ballot): Promise<void> {
  const access = recordAccess(voter);
  const items = await visibleItems(tx, access, narrowed.approved);
  const blocked = items.find((item) => item.blocked !== undefined);
  if (blocked)
    throw errors.mayNotDecide(`Item ${blocked.id} is not for you to approve. ${blocked.blocked ?? ''}`);
  const edited = narrowed.approved.filter(({ id }) => narrowed.edited.has(id));
  if (protectedChanges(access, edited).length > 0)
    throw errors.mayNotDecide('You may not change one of the fields that you edited.');
}

/** Items that the vote names, and the one item of a set that has no other: a person decided on each of these by itself. */
function lookedAt({ set, body, narrowed }: Ballot): Set<number> {
  const named = (body.items ?? []).map(({ id }) => id);
  return new Set(set.item_count === 1 ? narrowed.approved.map(({ id }) => id) : named);
}

function openItems(items: readonly ChangeSetItem[]): ChangeSetItem[] {
  return items.filter(({ decision }) => decision !== 'reject');
}

function assertDecidable(
  set: LockedChangeSet,
  decision: 'approve' | 'reject',
  body: DecideChangeSet,
  ifMatch: number | null,
): void {
  if (set.status === 'stale' && decision === 'approve') throw errors.needsRefresh();
  if (set.status !== 'proposed' && set.status !== 'stale') throw errors.alreadyDecided(set.status);
  if (set.overdue) throw errors.expiredSet();
  if (ifMatch !== null && ifMatch !== set.version) throw versionConflict('change set', set.version);
  if (body.payload_hash !== undefined && body.payload_hash !== set.payload_hash) throw errors.otherPayload();
}
