import { type EscalationKind } from '@bureau/contracts';
import { type Executor } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { EscalationsService } from '../escalations/escalations.service';
import { type NewTaskEvent } from '../events/task-events';
import { type AgentTaskRow } from '../tasks/agent-task.resource';

const TITLES = {
  failure: 'Task could not be finished',
  limit: 'Task reached a limit',
} as const satisfies Partial<Record<EscalationKind, string>>;

/** Turns what an agent cannot settle alone into a question to a person. Proposals ask by themselves when they are made. */
@Injectable()
export class EscalationHandler {
  constructor(private readonly escalations: EscalationsService) {}

  /**
   * Asks the requester what shall become of a task that ended without an answer.
   * @param tx the transaction in which the task ends
   * @returns the events that tell of it
   */
  async taskEnded(
    tx: Executor,
    task: AgentTaskRow,
    kind: keyof typeof TITLES,
    detail: string,
  ): Promise<NewTaskEvent[]> {
    const title = `${TITLES[kind]}: ${task.input.replace(/\s+/g, ' ').slice(0, 120)}`;
    const escalation = await this.escalations.open(tx, {
      kind,
      title,
      detail,
      agent_task_id: task.id,
      assigned_to: task.requested_by,
    });
    return [
      { type: 'escalation.opened', data: { escalation_id: escalation.id, kind, title: escalation.title } },
    ];
  }
}
