import { BullModule } from '@nestjs/bullmq';
import { Module, type DynamicModule } from '@nestjs/common';
import { CONFIG, type Config } from '../config';
import { blockingOptions, producerOptions } from '../redis/redis-options';
import { OutboxRoutes } from '../outbox/outbox-routes';
import { QueueWorker } from './queue-worker';
import { QUEUES, WORKER } from './queues';

/** Finished jobs stay for people who look; the work itself is told by rows, so they may go any time. */
const KEEP_DONE = { age: 24 * 3600, count: 10_000 };
const KEEP_FAILED = { age: 7 * 24 * 3600, count: 10_000 };

/** All queues, for processes that add jobs and for those that work on them. */
@Module({})
export class QueueModule {
  static forRoot(): DynamicModule {
    const defaultJobOptions = { removeOnComplete: KEEP_DONE, removeOnFail: KEEP_FAILED };
    BullModule.workerClass = QueueWorker;
    const queues = BullModule.registerQueue(...Object.values(QUEUES).map((name) => ({ name })));
    return {
      module: QueueModule,
      global: true,
      imports: [
        BullModule.forRootAsync({
          inject: [CONFIG],
          useFactory: (config: Config) => ({
            connection: { ...producerOptions(config.redisUrl) },
            prefix: config.queuePrefix,
            defaultJobOptions,
          }),
        }),
        BullModule.forRootAsync(WORKER, {
          inject: [CONFIG],
          useFactory: (config: Config) => ({
            connection: { ...blockingOptions(config.redisUrl) },
            prefix: config.queuePrefix,
          }),
        }),
        queues,
      ],
      providers: [OutboxRoutes],
      exports: [queues, OutboxRoutes],
    };
  }
}
