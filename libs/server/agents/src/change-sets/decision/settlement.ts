import { type AgentTaskEvent, type JsonObject } from '@bureau/contracts';
import { type Executor } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { EscalationsService } from '../../escalations/escalations.service';
import { TaskEvents } from '../../events/task-events';
import { TaskWaker } from '../../tasks/task-waker';
import { type ChangeSetRow } from '../persistence/change-set.resource';

export interface SettledHow {
  decision: 'approve' | 'reject' | 'expire';
  reason: string | null;
  /** What the agent is told, as the result of its proposal. */
  outcome: JsonObject;
  /** The person who decided; null where nobody did. */
  by: number | null;
  /** Version of the policy that approved. */
  policy?: number;
}

/** What follows when a set is settled, in the same transaction: its escalation closes, its agent is told and woken. */
@Injectable()
export class ChangeSetSettlement {
  constructor(
    private readonly escalations: EscalationsService,
    private readonly events: TaskEvents,
    private readonly waker: TaskWaker,
  ) {}

  /** @returns events that are to be shown once the transaction is committed */
  async settle(
    tx: Executor,
    set: ChangeSetRow,
    { decision, reason, outcome, by, policy }: SettledHow,
  ): Promise<AgentTaskEvent[]> {
    const status = decision === 'expire' ? 'expired' : 'decided';
    const closed = await this.escalations.closeForChangeSet(tx, set.id, { status, decision, reason });
    if (set.agent_task_id === null) return [];
    const [escalationId] = closed;
    const data = {
      change_set_id: set.id,
      ...(escalationId !== undefined && { escalation_id: escalationId }),
      decision,
      by,
      ...(policy !== undefined && { policy }),
    };
    const events = await this.events.append(tx, set.agent_task_id, [{ type: 'escalation.decided', data }]);
    await this.waker.resolve(tx, set.id, { change_set_id: set.id, ...outcome });
    return events;
  }

  /** Shows committed events to whoever watches the task. */
  publish(events: readonly AgentTaskEvent[]): void {
    this.events.publish(events);
  }
}
