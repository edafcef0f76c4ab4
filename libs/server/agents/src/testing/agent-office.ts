import {
  type AgentTask,
  type AgentTaskEvent,
  type AgentTaskStatus,
  type ChangeSet,
  type Role,
} from '@bureau/contracts';
import { type Config, REDIS } from '@bureau/platform';
import {
  type HttpClient,
  type ScriptedLlm,
  type TestApp,
  testApp,
  type TestContext,
  testWorker,
} from '@bureau/testing';
import { type Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { AgentsHttpModule } from '../agents-http.module';
import { AgentsJobsModule } from '../agents-jobs.module';
import { ExpirySweep } from '../review/expiry-sweep';
import { MODEL_RETRY_POLICY, type RetryPolicy } from '../runtime/model-retry';

type Person = Awaited<ReturnType<TestApp['signIn']>>;

/** Waiting for a task is given up after this, in milliseconds: something is stuck then. */
const PATIENCE_MS = 30_000;

/** Asks a model that failed again at once. */
const IMPATIENT: RetryPolicy = { attempts: 4, baseMs: 1, maxMs: 5 };

/** The whole of it on real PostgreSQL and Redis: the API, and a worker where the test wants one. */
export class AgentOffice {
  private readonly workers: TestContext[] = [];

  /** @param usual who is asked where a test does not say: a scripted model's answers are for one agent */
  private constructor(
    readonly api: TestApp,
    private readonly usual: string | undefined,
  ) {}

  /**
   * @param llm the scripted model; the offline model where there is none
   * @param config settings that differ
   */
  static async open(llm?: ScriptedLlm, config: Partial<Config> = {}): Promise<AgentOffice> {
    const given = llm ? { baseUrl: llm.baseUrl, apiKey: 'test', model: 'scripted', prices: null } : null;
    const api = await testApp([AgentsHttpModule], { llm: given, ...config });
    return new AgentOffice(api, api.config.llm ? 'curator' : undefined);
  }

  /** Starts a worker; several may run at a time. */
  async hire(): Promise<TestContext> {
    const started = await testWorker([AgentsJobsModule], this.api);
    let open = true;
    const close = async () => {
      if (open) await started.close();
      open = false;
    };
    const worker = { ...started, close };
    Object.assign(worker.app.get<RetryPolicy>(MODEL_RETRY_POLICY, { strict: false }), IMPATIENT);
    this.workers.push(worker);
    return worker;
  }

  async close(): Promise<void> {
    for (const worker of this.workers) await worker.close();
    await this.api.close();
  }

  /** Has a worker look for what nobody settled in time. */
  async sweep(): Promise<void> {
    const [worker] = this.workers;
    if (!worker) throw new Error('nobody was hired');
    await worker.app.get(ExpirySweep, { strict: false }).sweep();
  }

  signIn(role: Role = 'user'): Promise<Person> {
    return this.api.signIn(role);
  }

  sql<Row extends object = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.api.database.sql<Row>(text, values);
  }

  /** Adds live records. @returns their ids, in order */
  async addRecords(...records: { name: string; status?: string; metadata?: object }[]): Promise<number[]> {
    const rows = await this.sql<{ id: number }>(
      `insert into entities (name, status, metadata) select r.name, coalesce(r.status, 'active'), coalesce(r.metadata, '{}')
       from jsonb_to_recordset($1::jsonb) as r(name text, status text, metadata jsonb) returning id`,
      [JSON.stringify(records)],
    );
    return rows.map(({ id }) => Number(id));
  }

  /** Deletes every task's stream, as a flushed Redis would. */
  async dropStreams(): Promise<void> {
    const redis = this.api.app.get<Redis>(REDIS, { strict: false });
    const keys = await redis.keys(`${this.api.config.queuePrefix}:task:*`);
    if (keys.length > 0) await redis.del(...keys);
  }

  /** Submits a task; `agent: undefined` leaves the choice to the dispatcher. */
  async ask(http: HttpClient, input: string, more: object = {}): Promise<AgentTask> {
    const { status, body } = await http.post<AgentTask>('/agent-tasks', {
      input,
      agent: this.usual,
      ...more,
    });
    if (status !== 202) throw new Error(`the task was answered with ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** Waits until the task has one of the statuses. */
  async until(http: HttpClient, id: number, ...statuses: AgentTaskStatus[]): Promise<AgentTask> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const { body } = await http.get<AgentTask>(`/agent-tasks/${id}`);
      if (statuses.includes(body.status)) return body;
      const over = ['completed', 'failed', 'cancelled'].includes(body.status);
      if (over || Date.now() > deadline)
        throw new Error(
          `task ${id} is ${body.status}, not ${statuses.join(' or ')}: ${JSON.stringify(body.error)} ${body.result}`,
        );
      await sleep(50);
    }
  }

  /** The task's durable events, oldest first. */
  async events(http: HttpClient, id: number): Promise<AgentTaskEvent[]> {
    return (await http.get<AgentTaskEvent[]>(`/agent-tasks/${id}/events?limit=500`)).body;
  }

  /** The only change set of a task. */
  async proposalOf(http: HttpClient, taskId: number): Promise<ChangeSet> {
    const { body } = await http.get<ChangeSet[]>(`/change-sets?agent_task_id=${taskId}`);
    if (body.length !== 1 || !body[0]) throw new Error(`task ${taskId} has ${body.length} change sets`);
    return (await http.get<ChangeSet>(`/change-sets/${body[0].id}`)).body;
  }
}
