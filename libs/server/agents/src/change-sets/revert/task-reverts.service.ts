import { recordAccess } from '@bureau/entities';
import { Database, type Executor, notFound, requireCaller } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { maySeeTask } from '../../tasks/agent-task.policy';
import { notRevertible, tooManyItems } from '../change-sets.errors';
import { ChangeSetsService, MAX_REVERT_ITEMS } from '../change-sets.service';
import { type ChangeSetRow } from '../persistence/change-set.resource';
import {
  committedItems,
  lockCommittedSets,
  lockRevertibleTask,
  openInverseOf,
  type RevertibleTask,
} from '../persistence/reversals.repository';
import { maySee } from '../policy/votes';
import { loadRecords } from '../proposal/record-reader';
import { inverseOfTask, type TaskInverse } from './inverse-of-task';

const MAX_TITLE = 255;

/** Proposes to take back everything that a task changed; whatever people changed since stays. */
@Injectable()
export class TaskReverts {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSetsService,
  ) {}

  /**
   * One inverse over all committed sets of the task, in the caller's name and decided like any other set; once it is
   * committed they are `reverted`. A record that the task changed and then deleted comes out of the trash first: its
   * older changes are left to a second time, and so are their sets.
   * @throws 404 for tasks whose sets the caller may not see, 409 where nothing is committed, where it is being taken
   * back already, and where nothing is left to take back
   */
  async revert(taskId: number, reason: string | undefined): Promise<ChangeSetRow> {
    return this.database.transaction(async (tx) => {
      const task = await this.visible(tx, taskId);
      const sets = await lockCommittedSets(tx, taskId);
      if (sets.length === 0)
        throw notRevertible('Nothing of this task is committed, so there is nothing to take back.');
      const open = await openInverseOf(tx, sets);
      if (open !== null)
        throw notRevertible(`Change set ${open} already proposes to take changes of this task back.`);
      const { items, left } = await this.inverse(tx, sets);
      if (items.length === 0)
        throw notRevertible('Everything was changed since; nothing is left to take back.');
      const { change_set } = await this.changeSets.propose(tx, {
        title: titleOf(task),
        reason,
        items,
        reverts: { task_id: taskId, change_set_ids: sets.filter((id) => !left.has(id)) },
      });
      return change_set;
    });
  }

  private async visible(tx: Executor, taskId: number): Promise<RevertibleTask> {
    const caller = requireCaller();
    const task = await lockRevertibleTask(tx, taskId);
    const seen =
      task &&
      maySeeTask(caller, task.requested_by) &&
      maySee(caller, { created_by: task.requested_by, delegated_to: null });
    if (!seen) throw notFound('task');
    return task;
  }

  private async inverse(tx: Executor, sets: readonly number[]): Promise<TaskInverse> {
    const items = await committedItems(tx, sets, MAX_REVERT_ITEMS + 1);
    if (items.length > MAX_REVERT_ITEMS) throw tooManyItems(MAX_REVERT_ITEMS);
    const ids = [...new Set(items.flatMap(({ entity_id }) => entity_id ?? []))];
    return inverseOfTask(items, await loadRecords(tx, ids, recordAccess().rows('read')));
  }
}

function titleOf({ id, input }: RevertibleTask): string {
  return `Take back task ${id}: ${input.replace(/\s+/g, ' ')}`.slice(0, MAX_TITLE);
}
