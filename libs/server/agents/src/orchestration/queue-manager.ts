import { InjectQueue } from '@nestjs/bullmq';
import { Database, OutboxRoutes, QUEUES, REDIS, type RoutedJob } from '@bureau/platform';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { type Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { type AgentTaskChanged } from '../tasks/agent-task.resource';
import { FairShare } from './fair-share';

/** Job that has a worker look at a task. */
export const RUN_TASK = 'agent-task.run';

/** How often tasks without a job are looked for. */
const RECONCILE_MS = 3_000;
/** A task that has been queued for less still has its event on the way. */
const GRACE_SECONDS = 3;
/** Tasks that one look makes jobs for; the rest is for the next. */
const BATCH = 500;
/** A second job for the same task is made no sooner, in seconds. */
const REPEAT_SECONDS = 15;

/** States of a job that a worker will still take up. */
const COMING = new Set(['waiting', 'prioritized', 'delayed']);

const ORPHANS = `
select id, version, requested_by, priority, status from agent_tasks
where (status = 'queued' and updated_at < now() - interval '${GRACE_SECONDS} s') or (status = 'running' and lease_expires_at < now())
order by id limit ${BATCH}`;

type TaskToRun = Pick<AgentTaskChanged, 'id' | 'version' | 'requested_by' | 'priority' | 'status'>;

/** Keeps the queue true to the tasks: PostgreSQL says what is to be done, a job only wakes a worker. */
@Injectable()
export class QueueManager implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(QueueManager.name);
  private readonly fair = new FairShare();
  /** The last job that this process made for a task that had none. */
  private readonly remade = new Map<number, string>();
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly routes: OutboxRoutes,
    @InjectQueue(QUEUES.agentTasks) private readonly queue: Queue,
    @Inject(REDIS) private readonly redis: Redis,
  ) {}

  onModuleInit(): void {
    this.routes.register({
      topic: 'agent_task.changed',
      queue: QUEUES.agentTasks,
      job: ({ payload }) => {
        const task = payload as unknown as AgentTaskChanged;
        return task.status === 'queued' ? this.jobFor(task, baseId(task)) : null;
      },
    });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.reconcileSoon(), RECONCILE_MS);
    this.redis.on('ready', this.reconcileSoon);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.redis.off('ready', this.reconcileSoon);
    await this.looking;
  }

  /**
   * Makes jobs for tasks that nobody will come for: their event or job was lost, or their worker died.
   * A job too many does no harm, since a task is claimed by compare-and-set.
   * @returns how many jobs were made
   */
  async reconcile(): Promise<number> {
    const [head] = await this.queue.getJobs(['prioritized'], 0, 0, true);
    this.fair.advance(head?.priority ?? null);
    const orphans = await this.database.query<TaskToRun>({ name: 'agent_tasks_orphans', text: ORPHANS });
    const alive = new Set(orphans.map(({ id }) => id));
    for (const id of this.remade.keys()) if (!alive.has(id)) this.remade.delete(id);
    let made = 0;
    for (const task of orphans) {
      const last = this.remade.get(task.id) ?? baseId(task);
      if (willRun(task, await this.queue.getJobState(last))) continue;
      const id = `${baseId(task)}-r${Math.floor(Date.now() / 1_000 / REPEAT_SECONDS)}`;
      if (id === last) continue;
      const { name, data, priority } = this.jobFor(task, id);
      await this.queue.add(name, data, { jobId: id, priority });
      this.remade.set(task.id, id);
      made += 1;
    }
    return made;
  }

  private readonly reconcileSoon = (): void => {
    this.looking = this.looking.then(async () => {
      const made = await this.reconcile().catch(() => 0); // PostgreSQL or Redis is away: the next look finds them
      if (made > 0) this.logger.log(`${made} tasks had no job and got one`);
    });
  };

  private jobFor(task: TaskToRun, id: string): RoutedJob {
    return {
      name: RUN_TASK,
      id,
      data: { task_id: task.id },
      priority: this.fair.place(task.requested_by, task.priority),
    };
  }
}

/**
 * A job that is at work will claim its queued task in a moment. Of a task whose lease ran out the worker is dead, and
 * the queue takes half a minute to notice what the lease says now.
 */
function willRun({ status }: Pick<AgentTaskChanged, 'status'>, jobState: string): boolean {
  return COMING.has(jobState) || (jobState === 'active' && status === 'queued');
}

function baseId({ id, version }: TaskToRun): string {
  return `task-${id}-v${version}`;
}
