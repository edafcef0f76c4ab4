import { Processor, WorkerHost } from '@nestjs/bullmq';
import { QUEUES, WORKER, WORKER_OPTIONS } from '@bureau/platform';
import { type BeforeApplicationShutdown } from '@nestjs/common';
import { type Job } from 'bullmq';
import { z } from 'zod';
import { TaskRunner } from '../orchestration/task-runner';

/** Tasks at once in one process: they mostly wait for models. */
const CONCURRENCY = 10;

const dataSchema = z.strictObject({ task_id: z.number().int().positive() });

/** Has the named task worked on. The job carries nothing else: what is to be done stands in the task's row. */
@Processor({ name: QUEUES.agentTasks, configKey: WORKER }, { ...WORKER_OPTIONS, concurrency: CONCURRENCY })
export class AgentTaskProcessor extends WorkerHost implements BeforeApplicationShutdown {
  constructor(private readonly runner: TaskRunner) {
    super();
  }

  override async process(job: Job<unknown>): Promise<void> {
    await this.runner.run(dataSchema.parse(job.data).task_id);
  }

  /** No new tasks; those at hand are finished or handed back by the active runs. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.worker.pause(true);
  }
}
