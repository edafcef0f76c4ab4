import { type AgentTaskEvent } from '@bureau/contracts';
import { Database, type Executor, WritePath } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { EscalationsService } from '../../escalations/escalations.service';
import { CHANGE_SET_RESOURCE, type ChangeSetRow } from '../persistence/change-set.resource';
import {
  lockChangeSet,
  lockTask,
  openChangeSetsOfTask,
  overdueChangeSets,
} from '../persistence/change-sets.repository';
import { ChangeSetSettlement } from './settlement';

/** Sets that one sweep looks at; more are left to the next. */
const SWEEP = 100;
const IS_OPEN = { text: `e.status in ('proposed', 'stale')`, values: [] };

/** Ends sets that nobody will decide. */
@Injectable()
export class ChangeSetClosing {
  private readonly changeSets: WritePath<ChangeSetRow>;

  constructor(
    private readonly database: Database,
    private readonly escalations: EscalationsService,
    private readonly settlement: ChangeSetSettlement,
  ) {
    this.changeSets = new WritePath(database, CHANGE_SET_RESOURCE);
  }

  /**
   * A task was cancelled: its open sets expire and its escalations close, and nobody is woken.
   * @param tx the transaction of the cancellation; the task is locked first here, as decisions do it
   */
  async closeForTask(tx: Executor, taskId: number): Promise<void> {
    await lockTask(tx, taskId);
    for (const id of await openChangeSetsOfTask(tx, taskId)) {
      await this.changeSets.update(
        id,
        { status: 'expired' },
        { executor: tx, action: 'change_set.expire', guard: IS_OPEN },
      );
    }
    await this.escalations.closeForTask(tx, taskId);
  }

  /** Expires sets that are past their time; their agents are told. @returns how many there were */
  async expireOverdue(): Promise<number> {
    let expired = 0;
    for (const id of await overdueChangeSets(this.database, SWEEP)) {
      const events = await this.database.transaction((tx) => this.expire(tx, id));
      if (!events) continue;
      expired += 1;
      this.settlement.publish(events);
    }
    return expired;
  }

  private async expire(tx: Executor, id: number): Promise<AgentTaskEvent[] | null> {
    const set = await lockChangeSet(tx, id);
    if (!set?.overdue) return null;
    const options = { executor: tx, action: 'change_set.expire', guard: IS_OPEN };
    const result = await this.changeSets.update(id, { status: 'expired' }, options);
    if (result.outcome !== 'updated') return null;
    const reason = 'Nobody decided in time.';
    const outcome = { outcome: 'expired', reason, committed: 0, rejected: set.item_count };
    return this.settlement.settle(tx, set, { decision: 'expire', reason, outcome, by: null });
  }
}
