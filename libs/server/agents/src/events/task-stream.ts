import { type AgentTaskDelta, type AgentTaskEvent } from '@bureau/contracts';

/** What a task's Redis Stream holds: the live part of its story. All of it may be lost; events stand in PostgreSQL too. */
export type StreamEntry = { kind: 'event'; event: AgentTaskEvent } | { kind: 'delta'; delta: AgentTaskDelta };

/** An entry with its place in the stream. */
export interface StreamedEntry {
  id: string;
  entry: StreamEntry;
}

/** Entries kept per task, about: enough for a watcher that joins late to see the message that is being written. */
export const STREAM_LENGTH = 2_000;

/** Seconds until the stream of a task that rests is dropped. */
export const STREAM_TTL_SECONDS = 3_600;

export function streamKey(prefix: string, taskId: number): string {
  return `${prefix}:task:${taskId}`;
}

/** Fields of the stream entry, as XADD takes them. */
export function encodeEntry(entry: StreamEntry): [string, string] {
  return entry.kind === 'event'
    ? ['event', JSON.stringify(entry.event)]
    : ['delta', JSON.stringify(entry.delta)];
}

/** The entries of a reply of XREAD or XRANGE, without those that are none of ours. */
export function decodeEntries(reply: readonly [id: string, fields: readonly string[]][]): StreamedEntry[] {
  return reply.flatMap(([id, fields]) => {
    const entry = decodeEntry(fields);
    return entry ? [{ id, entry }] : [];
  });
}

function decodeEntry(fields: readonly string[]): StreamEntry | null {
  const [kind, json] = fields;
  if (json === undefined) return null;
  if (kind === 'event') return { kind, event: JSON.parse(json) as AgentTaskEvent };
  if (kind === 'delta') return { kind, delta: JSON.parse(json) as AgentTaskDelta };
  return null;
}

/** Orders stream ids (`milliseconds-sequence`): negative where `a` comes before `b`. */
export function compareStreamIds(a: string, b: string): number {
  const [aTime = 0, aSeq = 0] = a.split('-').map(Number);
  const [bTime = 0, bSeq = 0] = b.split('-').map(Number);
  return aTime - bTime || aSeq - bSeq;
}
