import { TASK_LIMITS, type TaskEventData } from '@bureau/contracts';
import { type Executor } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { EscalationsService, type NewEscalation } from '../escalations/escalations.service';
import { type NewTaskEvent } from '../events/task-events';
import { type AgentTaskRow } from '../tasks/agent-task.resource';

const INPUT_IN_TITLE = 120;

/** Turns what an agent cannot settle alone into a question to a person. Proposals ask by themselves when they are made. */
@Injectable()
export class EscalationHandler {
  constructor(private readonly escalations: EscalationsService) {}

  /**
   * Asks the requester what shall become of a task that failed.
   * @param tx the transaction in which the task ends
   * @returns the events that tell of it
   */
  async taskFailed(tx: Executor, task: AgentTaskRow, detail: string): Promise<NewTaskEvent[]> {
    return this.ask(tx, task, { kind: 'failure', title: 'Task could not be finished', detail });
  }

  /** Asks how a task goes on that reached a limit; see {@link taskFailed}. */
  async limitReached(
    tx: Executor,
    task: AgentTaskRow,
    reached: TaskEventData['limit.reached'],
    detail: string,
  ): Promise<NewTaskEvent[]> {
    const { title } = TASK_LIMITS[reached.limit];
    return this.ask(tx, task, {
      kind: 'limit',
      title: `Limit reached (${title.toLowerCase()})`,
      detail: `${detail}. What was done so far is kept. Raise the limit, finish with what there is, or cancel.`,
      context: reached,
    });
  }

  private async ask(
    tx: Executor,
    task: AgentTaskRow,
    { title, ...rest }: Pick<NewEscalation, 'kind' | 'title' | 'detail' | 'context'>,
  ): Promise<NewTaskEvent[]> {
    const escalation = await this.escalations.open(tx, {
      ...rest,
      title: `${title}: ${task.input.replace(/\s+/g, ' ').slice(0, INPUT_IN_TITLE)}`,
      agent_task_id: task.id,
      assigned_to: task.requested_by,
    });
    const { id, kind } = escalation;
    return [{ type: 'escalation.opened', data: { escalation_id: id, kind, title: escalation.title } }];
  }
}
