import { type AgentTaskEvent, type DelegateDecision, type Escalation } from '@bureau/contracts';
import { Database, type Executor, notFound, requireCaller, versionConflict } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { ChangeSetDelegation } from '../change-sets/delegation/change-set-delegation.service';
import { TaskEvents } from '../events/task-events';
import { Delegates } from '../review/delegation/delegates';
import { unfitDelegate } from '../review/delegation/delegation.errors';
import { EscalationReadings } from './escalation-readings.service';
import { escalationSettled } from './escalations.errors';
import { EscalationsService } from './escalations.service';
import { lockEscalation } from './persistence/escalations.repository';

/** Passes what an agent asks on to somebody else, who sees and answers this and nothing else. */
@Injectable()
export class EscalationDelegation {
  constructor(
    private readonly database: Database,
    private readonly readings: EscalationReadings,
    private readonly delegates: Delegates,
    private readonly escalations: EscalationsService,
    private readonly changeSets: ChangeSetDelegation,
    private readonly events: TaskEvents,
  ) {}

  /**
   * An approval is passed on with its change set.
   * @param ifMatch the version that the caller has seen, or null
   * @throws 404 for what the caller may not see, 403 where the caller is no person, 409 where it is settled, 412 for
   * another version, 422 for somebody who may not answer it
   */
  async delegate(id: number, body: DelegateDecision, ifMatch: number | null): Promise<void> {
    const seen = await this.readings.get(id);
    if (seen.change_set_id !== null) {
      assertOpen(seen, ifMatch);
      return this.changeSets.delegate(seen.change_set_id, body, null);
    }
    const delegate = await this.delegates.find(body.user_id, 'escalation:decide');
    const events = await this.database.transaction(async (tx) => {
      const escalation = await lockEscalation(tx, seen);
      if (!escalation) throw notFound('escalation');
      assertOpen(escalation, ifMatch);
      if (escalation.delegated_to === delegate.user_id || escalation.assigned_to === delegate.user_id)
        throw unfitDelegate(`${delegate.actor.name} is asked already.`);
      return this.pass(tx, escalation, body);
    });
    this.events.publish(events);
  }

  private async pass(
    tx: Executor,
    { id, kind, title, agent_task_id }: Escalation,
    { user_id, reason }: DelegateDecision,
  ): Promise<AgentTaskEvent[]> {
    await this.escalations.delegate(tx, id, user_id, reason);
    const data = {
      escalation_id: id,
      kind,
      title,
      delegated_to: user_id,
      by: requireCaller().user_id,
    };
    return this.events.append(tx, agent_task_id, [{ type: 'escalation.opened', data }]);
  }
}

function assertOpen({ status, version }: Escalation, ifMatch: number | null): void {
  if (status !== 'open') throw escalationSettled(status);
  if (ifMatch !== null && ifMatch !== version) throw versionConflict('escalation', version);
}
