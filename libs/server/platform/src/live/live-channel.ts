/** Redis channel that carries committed events to every process with open sockets. */
export function liveChannel(prefix: string): string {
  return `${prefix}:live`;
}
