import { type AgentTaskDelta } from '@bureau/contracts';

/** A message while the model writes it. */
export interface StreamedText {
  message_id: string;
  text: string;
  /** Characters before `text` that were written before this page listened; the whole message follows. */
  missing: number;
}

/**
 * The message with the next piece of text. Pieces that are here already are not doubled; where pieces were lost,
 * the text goes on from what is known.
 */
export function append(now: StreamedText | null, delta: AgentTaskDelta): StreamedText {
  const { message_id, offset, text } = delta;
  const end = now && now.message_id === message_id ? now.missing + now.text.length : -1;
  if (!now || end < offset || offset < now.missing) return { message_id, text, missing: offset };
  return { message_id, text: now.text.slice(0, offset - now.missing) + text, missing: now.missing };
}
