import 'reflect-metadata';
import { configOrExit, createWorker, runProcess, stopOnSignal } from '@bureau/platform';
import { WorkerModule } from './worker.module';

await runProcess(async () => stopOnSignal(await createWorker(WorkerModule.forRoot(configOrExit()))));
