import { createServer } from 'node:net';

/** Systems hand out ports from 32768 up to outgoing connections: below it, a port that is free stays free. */
const RANDOM_FROM = 20_000;
const RANDOM_TO = 32_000;

/** A machine without IPv6 has no such address, so nobody can be listening there. */
const NO_SUCH_ADDRESS = ['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL'];

/**
 * Says whether nobody listens on a port.
 *
 * @param host the address that will be listened on
 */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', ({ code = '' }: NodeJS.ErrnoException) => resolve(NO_SUCH_ADDRESS.includes(code)));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** Says whether a server for people may listen on a port: nobody does, on any address. */
export async function isPublicPortFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '0.0.0.0', '::']) {
    if (!(await isPortFree(port, host))) return false;
  }
  return true;
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
