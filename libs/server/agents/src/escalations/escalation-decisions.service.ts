import { type AgentTaskEvent, type DecideEscalation, type Escalation } from '@bureau/contracts';
import {
  Database,
  type Executor,
  notFound,
  permissionDenied,
  requireCaller,
  versionConflict,
  WritePath,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { ChangeSetDecisions } from '../change-sets/decision/change-set-decisions.service';
import { TaskEvents } from '../events/task-events';
import { PausedTasks } from '../tasks/paused-tasks.service';
import { answerMissing, escalationSettled, wrongDecision } from './escalations.errors';
import { EscalationReadings } from './escalation-readings.service';
import { decisionsFor, nextRole } from './escalations.policy';
import { ESCALATION_RESOURCE, RISE_HOURS } from './persistence/escalation.resource';
import { lockEscalation, overdueEscalations, silentEscalations } from './persistence/escalations.repository';
import { TaskRetry } from './task-retry';

const SWEEP = 100;

/** What an agent is told whose question nobody answered. */
const UNANSWERED = {
  outcome: 'unanswered',
  reason: 'Nobody answered in time. Go on without it, or say that you cannot.',
};

/** A person's word on what an agent could not settle. */
@Injectable()
export class EscalationDecisions {
  private readonly escalations: WritePath<Escalation>;

  constructor(
    private readonly database: Database,
    private readonly readings: EscalationReadings,
    private readonly changeSets: ChangeSetDecisions,
    private readonly events: TaskEvents,
    private readonly paused: PausedTasks,
    private readonly retries: TaskRetry,
  ) {
    this.escalations = new WritePath(database, ESCALATION_RESOURCE);
  }

  /**
   * Approvals vote on their change set; the others are settled here, and the task goes on in the same transaction.
   * @param ifMatch the version that the caller has seen, or null
   * @throws 404 for what the caller may not see, 400 for a decision that does not fit the kind, 412 for another
   * version, 409 where it is settled
   */
  async decide(id: number, body: DecideEscalation, ifMatch: number | null): Promise<void> {
    const escalation = await this.readings.get(id);
    if (requireCaller().actor.type === 'agent')
      throw permissionDenied('An agent may not answer what agents ask.');
    const possible = decisionsFor(escalation.kind);
    if (!possible.includes(body.decision)) throw wrongDecision(escalation.kind, possible);
    if (body.decision === 'answer' && !body.answer?.trim()) throw answerMissing();
    if (body.decision === 'approve' || body.decision === 'reject')
      return this.vote(escalation, body, ifMatch);
    const events = await this.database.transaction((tx) => this.settle(tx, escalation, body, ifMatch));
    this.events.publish(events);
  }

  /** Closes escalations that nobody settled in time. @returns how many there were */
  async expireOverdue(): Promise<number> {
    let expired = 0;
    for (const escalation of await overdueEscalations(this.database, SWEEP)) {
      const events = await this.database.transaction((tx) => this.expire(tx, escalation));
      if (!events) continue;
      expired += 1;
      this.events.publish(events);
    }
    return expired;
  }

  /** Asks more people where those who were asked did not answer in time. @returns how many escalations rose */
  async rise(): Promise<number> {
    let risen = 0;
    for (const { id, kind, assigned_role } of await silentEscalations(this.database, SWEEP)) {
      const next = nextRole(kind, assigned_role);
      if (next === null) continue;
      const last = nextRole(kind, next) === null;
      const result = await this.escalations.update(
        id,
        { assigned_role: next },
        {
          action: 'escalation.rise',
          change: 'risen',
          guard: { text: `e.status = 'open' and e.escalate_at <= now()`, values: [] },
          expressions: { escalate_at: last ? 'null::timestamptz' : `now() + interval '${RISE_HOURS} hours'` },
        },
      );
      if (result.outcome === 'updated') risen += 1;
    }
    return risen;
  }

  private async expire(tx: Executor, seen: Escalation): Promise<AgentTaskEvent[] | null> {
    const escalation = await lockEscalation(tx, seen);
    if (!escalation) return null;
    const guard = { text: `e.status = 'open' and e.due_at <= now()`, values: [] };
    const options = { executor: tx, action: 'escalation.expire', guard };
    const result = await this.escalations.update(seen.id, { status: 'expired' }, options);
    if (result.outcome !== 'updated') return null;
    if (escalation.kind === 'limit') return this.paused.abandon(tx, escalation);
    if (escalation.kind === 'question') await this.paused.answer(tx, escalation, UNANSWERED);
    return [];
  }

  private async vote(escalation: Escalation, body: DecideEscalation, ifMatch: number | null): Promise<void> {
    assertOpen(escalation, ifMatch);
    if (escalation.change_set_id === null) throw new Error(`Approval ${escalation.id} names no change set`);
    const decision = body.decision === 'approve' ? 'approve' : 'reject';
    await this.changeSets.decide(escalation.change_set_id, { decision, reason: body.reason }, null);
  }

  private async settle(
    tx: Executor,
    seen: Escalation,
    body: DecideEscalation,
    ifMatch: number | null,
  ): Promise<AgentTaskEvent[]> {
    const escalation = await lockEscalation(tx, seen);
    if (!escalation) throw notFound('escalation');
    assertOpen(escalation, ifMatch);
    const { id, agent_task_id: taskId } = escalation;
    const by = requireCaller().user_id;
    const values = {
      status: 'decided',
      decision: body.decision,
      answer: body.answer ?? body.reason ?? null,
      decided_by: by,
    };
    await this.escalations.update(id, values, { executor: tx, action: 'escalation.decide' });
    const data = { escalation_id: id, decision: body.decision, by };
    const events = await this.events.append(tx, taskId, [{ type: 'escalation.decided', data }]);
    return [...events, ...(await this.goOn(tx, escalation, body))];
  }

  /** What the decision means for the task. */
  private async goOn(
    tx: Executor,
    escalation: Escalation,
    body: DecideEscalation,
  ): Promise<AgentTaskEvent[]> {
    switch (body.decision) {
      case 'retry':
        return this.retries.retry(tx, escalation.agent_task_id);
      case 'raise':
        await this.paused.raise(tx, escalation, body.limits);
        return [];
      case 'finish':
        return this.paused.finish(tx, escalation);
      case 'cancel':
        return this.paused.cancel(tx, escalation);
      case 'answer': {
        const { name } = requireCaller().actor;
        await this.paused.answer(tx, escalation, {
          outcome: 'answered',
          answer: body.answer ?? '',
          by: name,
        });
        return [];
      }
      default:
        return [];
    }
  }
}

function assertOpen(escalation: Escalation, ifMatch: number | null): void {
  if (escalation.status !== 'open') throw escalationSettled(escalation.status);
  if (ifMatch !== null && ifMatch !== escalation.version)
    throw versionConflict('escalation', escalation.version);
}
