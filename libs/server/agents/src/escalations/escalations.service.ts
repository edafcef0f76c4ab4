import { type Escalation, type EscalationContext, type EscalationKind } from '@bureau/contracts';
import { currentContext, Database, type Executor, WritePath } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { ESCALATION_RESOURCE, RISE_HOURS } from './persistence/escalation.resource';
import { readEscalation } from './persistence/escalations.repository';

export interface NewEscalation {
  kind: EscalationKind;
  title: string;
  /** Markdown. */
  detail: string;
  context?: EscalationContext;
  agent_task_id: number;
  change_set_id?: number;
  /** The person who is asked: the task's requester, unless somebody else is known. */
  assigned_to: number;
  /** RFC 3339; a week from now where absent. */
  due_at?: string;
}

const MAX_TITLE = 255;
const IS_OPEN = { text: `e.status = 'open'`, values: [] };

/** Opens and closes what a person must settle. Every call belongs to the transaction of its cause. */
@Injectable()
export class EscalationsService {
  private readonly escalations: WritePath<Escalation>;

  constructor(database: Database) {
    this.escalations = new WritePath(database, ESCALATION_RESOURCE);
  }

  async open(executor: Executor, { title, ...rest }: NewEscalation): Promise<Escalation> {
    const { row } = await this.escalations.create(
      { ...rest, title: title.slice(0, MAX_TITLE) },
      { executor },
    );
    return row;
  }

  /** Closes whatever is open about a change set that was decided, or that ran out. @returns the ids that were closed */
  async closeForChangeSet(
    executor: Executor,
    changeSetId: number,
    how: { status: 'decided' | 'expired'; decision?: string; reason?: string | null },
  ): Promise<number[]> {
    return this.close(executor, await this.openIds(executor, 'change_set_id', changeSetId), how);
  }

  /** Closes whatever is open about a task that nobody waits for any more. */
  async closeForTask(executor: Executor, taskId: number): Promise<number[]> {
    return this.close(executor, await this.openIds(executor, 'agent_task_id', taskId), { status: 'expired' });
  }

  /** Somebody else is asked as well, and gets the whole time for it. */
  async delegate(executor: Executor, id: number, userId: number, reason: string | undefined): Promise<void> {
    await this.escalations.update(
      id,
      { delegated_to: userId },
      {
        executor,
        action: 'escalation.delegate',
        change: 'delegated',
        guard: IS_OPEN,
        reason: reason ?? null,
        expressions: {
          escalate_at: `case when t.escalate_at is not null then now() + interval '${RISE_HOURS} hours' end`,
        },
      },
    );
  }

  /** Passes on whatever is open about a change set whose decision is passed on. @returns what that was */
  async delegateForChangeSet(
    executor: Executor,
    changeSetId: number,
    userId: number,
    reason: string | undefined,
  ): Promise<Escalation[]> {
    const passed: Escalation[] = [];
    for (const id of await this.openIds(executor, 'change_set_id', changeSetId)) {
      await this.delegate(executor, id, userId, reason);
      const escalation = await readEscalation(executor, id);
      if (escalation) passed.push(escalation);
    }
    return passed;
  }

  private async close(
    executor: Executor,
    ids: readonly number[],
    how: { status: 'decided' | 'expired'; decision?: string; reason?: string | null },
  ): Promise<number[]> {
    const decidedBy = how.status === 'decided' ? (currentContext()?.caller?.user_id ?? null) : null;
    const values = {
      status: how.status,
      decision: how.decision ?? null,
      answer: how.reason ?? null,
      decided_by: decidedBy,
    };
    for (const id of ids) {
      const action = `escalation.${how.status === 'decided' ? 'decide' : 'expire'}`;
      await this.escalations.update(id, values, { executor, action, guard: IS_OPEN });
    }
    return [...ids];
  }

  private async openIds(
    executor: Executor,
    column: 'change_set_id' | 'agent_task_id',
    id: number,
  ): Promise<number[]> {
    const rows = await executor.query<{ id: number }>({
      name: `escalations_open_by_${column}`,
      text: `select id from escalations where ${column} = $1::bigint and status = 'open' order by id`,
      values: [id],
    });
    return rows.map((row) => row.id);
  }
}
