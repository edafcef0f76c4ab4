import ipaddr from 'ipaddr.js';
import { type Caller } from '../../context/caller';

/** A provider gives one customer this much of IPv6: whoever has it has 2^64 addresses to come from. */
const IPV6_NETWORK_PARTS = 4;

/** Whose requests are counted together: each API key by itself, a person over all of their sessions. */
export function callerKey({ user_id, api_key }: Caller): string {
  return api_key ? `api-key:${api_key.id}` : `user:${user_id}`;
}

/** Strangers of whom there are too many to tell apart. */
export const OTHER_ADDRESSES = 'ip:';

/** Strangers are counted by address: IPv4 as it is, IPv6 by its network of 64 bits. */
export function addressKey(ip: string): string {
  return `ip:${networkOf(ip)}`;
}

/** The IPv4 address, or the /64 network of an IPv6 address, as text; empty for what is no address. */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return '';
  const address = ipaddr.process(ip);
  if (address instanceof ipaddr.IPv4) return address.toString();
  const network = address.parts.slice(0, IPV6_NETWORK_PARTS).map((part) => part.toString(16));
  return ipaddr.IPv6.parse(`${network.join(':')}::`).toString();
}
