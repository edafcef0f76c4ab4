import {
  type ChangeSet,
  type EntityStatus,
  type JsonObject,
  type ProposeChangeSet,
  ROLE_PERMISSIONS,
} from '@bureau/contracts';
import { type Caller, Database, emptyContext, runInContext } from '@bureau/platform';
import { testApp, type TestApp } from '@bureau/testing';
import { Injectable, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EntitiesModule } from '@bureau/entities';
import { ChangeSetsService, type Proposed } from '../change-sets/change-sets.service';
import { AgentPolicies } from '../agents/agent-policies.service';
import { ConversationTable } from '../conversations/persistence/conversation.table';
import { TaskRetry } from '../escalations/task-retry';
import { TaskEvents } from '../events/task-events';
import { TaskStreamWriter } from '../events/task-stream-writer';
import { AgentTaskTable } from '../persistence/agent-task.table';
import { PausedTasks } from '../tasks/paused-tasks.service';
import { TaskParts } from '../tasks/task-parts.service';
import { TaskWaker } from '../tasks/task-waker';
import { REVIEW_CONTROLLERS, REVIEW_PROVIDERS, REVIEW_TABLES } from './review.providers';

/** Remembers which tasks were to be retried. */
@Injectable()
export class RecordedRetries extends TaskRetry {
  readonly tasks: number[] = [];

  async retry(_tx: unknown, taskId: number): Promise<[]> {
    this.tasks.push(taskId);
    return Promise.resolve([]);
  }
}

@Module({
  imports: [EntitiesModule, TypeOrmModule.forFeature([AgentTaskTable, ConversationTable, ...REVIEW_TABLES])],
  providers: [
    TaskEvents,
    TaskStreamWriter,
    TaskWaker,
    TaskParts,
    PausedTasks,
    AgentPolicies,
    RecordedRetries,
    { provide: TaskRetry, useExisting: RecordedRetries },
    ...REVIEW_PROVIDERS,
  ],
  controllers: REVIEW_CONTROLLERS,
})
class ReviewTestModule {}

export interface NewRecord {
  name?: string;
  status?: EntityStatus;
  metadata?: JsonObject;
}

/** Change sets and escalations over HTTP on a database of their own, with hands for records and tasks. */
export class ReviewApp {
  private constructor(readonly test: TestApp) {}

  static async start(): Promise<ReviewApp> {
    return new ReviewApp(await testApp([ReviewTestModule]));
  }

  close(): Promise<void> {
    return this.test.close();
  }

  sql<Row extends object = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.test.database.sql<Row>(text, values);
  }

  /** Adds records. @returns their ids in order */
  async addRecords(...records: NewRecord[]): Promise<number[]> {
    const rows = await this.sql<{ id: number }>(
      `insert into entities (name, status, metadata) select coalesce(r.name, 'record'), coalesce(r.status, 'active'), coalesce(r.metadata, '{}')
       from jsonb_to_recordset($1) as r(name text, status text, metadata jsonb) returning id`,
      [JSON.stringify(records)],
    );
    return rows.map(({ id }) => Number(id));
  }

  async record(
    id: number,
  ): Promise<{ name: string; status: string; metadata: JsonObject; version: number; deleted: boolean }> {
    const [row] = await this.sql<{
      name: string;
      status: string;
      metadata: JsonObject;
      version: number;
      deleted: boolean;
    }>(
      'select name, status, metadata, version, deleted_at is not null as deleted from entities where id = $1',
      [id],
    );
    if (!row) throw new Error(`There is no record ${id}`);
    return row;
  }

  /** Adds a task that waits for approval. */
  async addTask(requestedBy: number): Promise<number> {
    const [task] = await this.sql<{ id: number }>(
      `insert into agent_tasks (input, status, requested_by, agent, lease_epoch) values ('clean up', 'waiting_approval', $1, 'curator', 1) returning id`,
      [requestedBy],
    );
    return Number(task?.id);
  }

  /** Proposes as an agent does in its task: the set and the waiting step of its ledger in one transaction. */
  async proposeAsAgent(taskId: number, userId: number, proposal: ProposeChangeSet): Promise<Proposed> {
    const changeSets = this.test.app.get(ChangeSetsService);
    const context = { ...emptyContext('run'), caller: agentCaller(userId), agent_task_id: taskId };
    return runInContext(context, () =>
      this.test.app.get(Database).transaction(async (tx) => {
        const proposed = await changeSets.propose(tx, proposal);
        await tx.query({
          text: `insert into agent_steps (task_id, run, kind, step_key, name, status, input, change_set_id, lease_epoch)
            values ($1, 1, 'tool', $2, 'propose_changes', 'waiting', '{}', $3, 1)`,
          values: [taskId, `call-${proposed.change_set.id}`, proposed.change_set.id],
        });
        return proposed;
      }),
    );
  }

  /** Audit rows about one change set's commit, oldest first. */
  audit(changeSetId: number): Promise<Record<string, unknown>[]> {
    return this.sql('select * from audit_logs where change_set_id = $1 order by id', [changeSetId]);
  }
}

export function agentCaller(userId: number): Caller {
  return {
    user_id: userId,
    role: 'user',
    permissions: ROLE_PERMISSIONS.user,
    rules: null,
    session_id: null,
    actor: { type: 'agent', id: 'curator', name: 'curator' },
  };
}

/** A proposal that sets the status of records. */
export function setStatus(ids: readonly number[], status: EntityStatus = 'inactive'): ProposeChangeSet {
  return {
    title: `Set ${ids.length} records to ${status}`,
    items: ids.map((entity_id) => ({
      operation: 'update',
      entity_id,
      changes: [{ field: 'status', to: status }],
    })),
  };
}

export type Wire = ChangeSet & {
  code?: string;
  detail?: string;
  errors?: { pointer: string; code: string }[];
};
