import { Logger } from '@nestjs/common';
import { type Processor, Worker, type WorkerOptions } from 'bullmq';
import { SOCKET_TIMEOUT_MS } from '../redis/redis-options';

/**
 * Nest gives a worker the connection of its queue wherever the process knows that queue. Those settings are a
 * producer's, which gives up after two seconds; a worker waits for jobs, and for Redis, as long as it takes.
 */
export class QueueWorker extends Worker {
  constructor(name: string, processor: Processor, options: WorkerOptions) {
    super(name, processor, {
      ...options,
      connection: { ...options.connection, ...WAITING } as WorkerOptions['connection'],
    });
    const logger = new Logger(`Worker ${name}`);
    this.on('error', (error) => logger.warn(`Queue ${name}: ${error.message}`));
  }

  override async close(force?: boolean): Promise<void> {
    await super.close(force);
    // ioredis forgets its socket timer where a connection is closed while it waits: the process would live on for it.
    const { blockingConnection } = this.backend as unknown as BlockingBackend;
    const client = await blockingConnection?.client.catch(() => undefined);
    clearTimeout(client?.socketTimeoutTimer);
  }
}

/** What is read of BullMQ's and ioredis' own parts. */
interface BlockingBackend {
  blockingConnection?: { client: Promise<{ socketTimeoutTimer?: NodeJS.Timeout }> };
}

const WAITING = {
  commandTimeout: undefined,
  enableOfflineQueue: true,
  maxRetriesPerRequest: null,
  socketTimeout: SOCKET_TIMEOUT_MS,
};
