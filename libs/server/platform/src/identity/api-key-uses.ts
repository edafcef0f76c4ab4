import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { ApiKeyDirectory } from './api-key-directory';

const EVERY_MS = 60_000;

/** Notes when keys were last used: at most once a minute for each, and never in the way of a request. */
@Injectable()
export class ApiKeyUses implements OnApplicationShutdown {
  private readonly logger = new Logger(ApiKeyUses.name);
  /** When a use was last written, by key and a monotonic clock. */
  private readonly noted = new Map<number, number>();
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly directory: ApiKeyDirectory) {}

  note(keyId: number, ip: string | null): void {
    const now = performance.now();
    if (now - (this.noted.get(keyId) ?? -Infinity) < EVERY_MS) return;
    this.noted.set(keyId, now);
    this.writing = this.directory
      .used(keyId, ip)
      .catch((error: Error) => this.logger.warn(`Use of an API key not noted: ${error.message}`));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.writing;
  }
}
