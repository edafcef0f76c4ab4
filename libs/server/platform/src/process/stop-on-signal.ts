import { type INestApplicationContext } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ReadinessService } from '../health/readiness';

/** Whoever runs us waits 30 s before killing. */
const OUT_WITHIN_MS = 29_000;
/** Answers that are still being sent by then, such as event streams, are cut. */
const CUT_ANSWERS_AFTER_MS = 15_000;

/**
 * Ends the process in order on SIGTERM or SIGINT: no new work, what is at hand is finished or handed back, connections
 * are closed. A second signal ends it at once.
 */
export function stopOnSignal(app: INestApplicationContext): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    app.get(ReadinessService).drain();
    setTimeout(() => process.exit(1), OUT_WITHIN_MS).unref();
    setTimeout(() => cutAnswers(app), CUT_ANSWERS_AFTER_MS).unref();
    app.close().then(
      () => process.exit(0),
      (error: Error) => {
        process.stderr.write(`Not stopped in order: ${error.message}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function cutAnswers(app: INestApplicationContext): void {
  if (!('getHttpServer' in app)) return;
  const server = (app as NestFastifyApplication).getHttpServer() as { closeAllConnections?: () => void };
  server.closeAllConnections?.();
}
