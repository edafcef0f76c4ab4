import { Global, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { CONFIG, type Config } from '../config';
import { blockingOptions, producerOptions } from './redis-options';

/** Injection token of the connection for commands; it fails at once while Redis is away. */
export const REDIS = Symbol('REDIS');

/** Makes connections that block or subscribe, and closes them with the process. */
export class RedisConnections implements OnApplicationShutdown {
  private readonly connections: Redis[] = [];
  private readonly logger = new Logger('Redis');

  constructor(private readonly url: string) {}

  /** A connection of its own that waits for Redis as long as it takes. */
  blocking(name: string): Redis {
    return this.keep(new Redis(this.url, { ...blockingOptions(this.url), connectionName: name }));
  }

  commands(): Redis {
    return this.keep(new Redis(this.url, { ...producerOptions(this.url), connectionName: 'commands' }));
  }

  onApplicationShutdown(): void {
    for (const connection of this.connections) connection.disconnect();
  }

  private keep(connection: Redis): Redis {
    // Without a listener ioredis prints every failed attempt; one line per outage is enough.
    let away = false;
    connection.on('error', (error: Error) => {
      if (!away) this.logger.warn(`Redis does not answer: ${error.message}`);
      away = true;
    });
    connection.on('ready', () => (away = false));
    this.connections.push(connection);
    return connection;
  }
}

@Global()
@Module({
  providers: [
    {
      provide: RedisConnections,
      inject: [CONFIG],
      useFactory: (config: Config) => new RedisConnections(config.redisUrl),
    },
    {
      provide: REDIS,
      inject: [RedisConnections],
      useFactory: (connections: RedisConnections) => connections.commands(),
    },
  ],
  exports: [REDIS, RedisConnections],
})
export class RedisModule {}
