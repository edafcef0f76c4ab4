import { type AgentTaskEvent, type DelegateDecision } from '@bureau/contracts';
import {
  type Caller,
  Database,
  type Executor,
  notFound,
  permissionDenied,
  requireCaller,
  versionConflict,
  WritePath,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { EscalationsService } from '../../escalations/escalations.service';
import { TaskEvents } from '../../events/task-events';
import { Delegates } from '../../review/delegation/delegates';
import { unfitDelegate } from '../../review/delegation/delegation.errors';
import { alreadyDecided, expiredSet } from '../change-sets.errors';
import { CHANGE_SET_RESOURCE, type ChangeSetRow } from '../persistence/change-set.resource';
import { approversOf, type LockedChangeSet, lockChangeSet } from '../persistence/change-sets.repository';
import { maySee, voteRefusal } from '../policy/votes';

/** Passes the decision on a set to somebody else, who sees and decides this set and no other. */
@Injectable()
export class ChangeSetDelegation {
  private readonly changeSets: WritePath<ChangeSetRow>;

  constructor(
    private readonly database: Database,
    private readonly delegates: Delegates,
    private readonly escalations: EscalationsService,
    private readonly events: TaskEvents,
  ) {
    this.changeSets = new WritePath(database, CHANGE_SET_RESOURCE);
  }

  /**
   * Those who were asked may still decide; whoever had been given it before may not any more.
   * @param ifMatch the version that the caller has seen, or null
   * @throws 404 for sets that the caller may not see, 403 where the caller is no person, 409 where it is decided or
   * expired, 412 for another version, 422 for somebody who may not decide on it
   */
  async delegate(id: number, body: DelegateDecision, ifMatch: number | null): Promise<void> {
    const delegate = await this.delegates.find(body.user_id, 'change_set:decide');
    const events = await this.database.transaction(async (tx) => {
      const set = await lockChangeSet(tx, id);
      assertDelegable(requireCaller(), set, ifMatch);
      await this.assertFit(tx, delegate, set);
      await this.changeSets.update(
        id,
        { delegated_to: delegate.user_id },
        { executor: tx, action: 'change_set.delegate', change: 'delegated', reason: body.reason ?? null },
      );
      return this.tell(tx, set, body);
    });
    this.events.publish(events);
  }

  /** @throws 422 where the person could not approve it */
  private async assertFit(tx: Executor, delegate: Caller, set: LockedChangeSet): Promise<void> {
    const { user_id, actor } = delegate;
    if (set.delegated_to === user_id) throw unfitDelegate(`${actor.name} was given this decision already.`);
    const refusal = voteRefusal(delegate, { ...set, delegated_to: user_id }, 'approve');
    if (refusal) throw unfitDelegate(`${actor.name} may not decide on it. ${refusal}`);
    if ((await approversOf(tx, set.id, set.payload_hash)).includes(user_id))
      throw unfitDelegate(`${actor.name} has decided on it already.`);
  }

  private async tell(
    tx: Executor,
    set: LockedChangeSet,
    { user_id, reason }: DelegateDecision,
  ): Promise<AgentTaskEvent[]> {
    const asked = await this.escalations.delegateForChangeSet(tx, set.id, user_id, reason);
    const told = asked.map(({ id, kind, title }) => ({
      type: 'escalation.opened' as const,
      data: {
        escalation_id: id,
        kind,
        title,
        delegated_to: user_id,
        by: requireCaller().user_id,
      },
    }));
    return set.agent_task_id === null ? [] : this.events.append(tx, set.agent_task_id, told);
  }
}

function assertDelegable(
  caller: Caller,
  set: LockedChangeSet | null,
  ifMatch: number | null,
): asserts set is LockedChangeSet {
  if (!set || !maySee(caller, set)) throw notFound('change set');
  if (!caller.permissions.has('change_set:decide'))
    throw permissionDenied('Your role may not decide on proposed changes.');
  if (set.status !== 'proposed' && set.status !== 'stale') throw alreadyDecided(set.status);
  if (set.overdue) throw expiredSet();
  if (ifMatch !== null && ifMatch !== set.version) throw versionConflict('change set', set.version);
}
