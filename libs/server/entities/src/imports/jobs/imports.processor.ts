import { QUEUES, WORKER, WORKER_OPTIONS } from '@bureau/platform';
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { type Job } from 'bullmq';
import { ImportRunner } from '../run/import-runner';

/** Imports that one worker runs at a time; each is bound by the database. */
const CONCURRENCY = 2;

export interface ImportRunData {
  import_id: number;
}

/** Job `import.run`: runs the import that it names, where nobody does yet. */
@Processor({ name: QUEUES.imports, configKey: WORKER }, { ...WORKER_OPTIONS, concurrency: CONCURRENCY })
export class ImportsProcessor extends WorkerHost {
  constructor(private readonly runner: ImportRunner) {
    super();
  }

  async process({ data }: Job<ImportRunData>): Promise<void> {
    await this.runner.run(data.import_id);
  }
}
