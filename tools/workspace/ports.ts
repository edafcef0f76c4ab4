import { createServer } from 'node:net';

/** Systems hand out ports from 32768 up to outgoing connections: below it, a port that is free stays free. */
const RANDOM_FROM = 20_000;
const RANDOM_TO = 32_000;

/**
 * Says whether somebody already listens on a port.
 *
 * @param host the address that will be listened on
 */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * Yields free loopback ports, each tried once.
 *
 * @param preferred the first to try, then its successors; without it, ports at random
 */
export async function* freePorts(preferred?: number): AsyncGenerator<number> {
  for (let step = 0; step < 200; step++) {
    const port = preferred === undefined ? randomPort() : preferred + step;
    if (await isPortFree(port)) yield port;
  }
}

function randomPort(): number {
  return RANDOM_FROM + Math.floor(Math.random() * (RANDOM_TO - RANDOM_FROM));
}
