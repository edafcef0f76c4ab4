import { type IncomingHttpHeaders } from 'node:http';
import ipaddr from 'ipaddr.js';

/** Where the portal's server and other proxies stand; the same as the HTTP server's `trustProxy`. */
const TRUSTED: readonly string[] = ['loopback', 'linkLocal', 'uniqueLocal', 'private'];

/**
 * Whose address a connection comes from: the nearest one that is not a proxy of ours. For sockets, which know nothing of
 * the HTTP server's own reading of `X-Forwarded-For`.
 */
export function clientAddress(peer: string, headers: IncomingHttpHeaders): string {
  const header = [headers['x-forwarded-for'] ?? ''].flat().join(',');
  const hops = header
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => ipaddr.isValid(hop));
  const chain = [...hops, peer].reverse();
  return chain.find((address) => !trusted(address)) ?? hops[0] ?? peer;
}

function trusted(address: string): boolean {
  return ipaddr.isValid(address) && TRUSTED.includes(ipaddr.process(address).range());
}
