import { type AgentTaskEvent } from '@bureau/contracts';

export interface StreamedEvent {
  id: string;
  data: AgentTaskEvent;
}

/** Reads durable events of a `text/event-stream` until `enough`, then goes away. */
export async function readEventStream(
  url: string,
  token: string,
  headers: Record<string, string>,
  enough: (events: readonly StreamedEvent[]) => boolean,
): Promise<StreamedEvent[]> {
  const stop = new AbortController();
  const response = await fetch(url, {
    headers: { accept: 'text/event-stream', authorization: `Bearer ${token}`, ...headers },
    signal: AbortSignal.any([stop.signal, AbortSignal.timeout(15_000)]),
  });
  if (!response.ok || !response.body) throw new Error(`the stream was answered with ${response.status}`);
  const events: StreamedEvent[] = [];
  let text = '';
  for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
    text += part;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = new Map(
        block
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      );
      if (lines.get('event') === 'agent_task.event')
        events.push({
          id: lines.get('id') ?? '',
          data: JSON.parse(lines.get('data') ?? '') as AgentTaskEvent,
        });
    }
    if (enough(events)) break;
  }
  stop.abort();
  return events;
}
