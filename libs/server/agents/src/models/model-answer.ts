import { type JsonObject, type JsonValue } from '@bureau/contracts';
import { AIMessage, AIMessageChunk } from '@langchain/core/messages';
import { z } from 'zod';
import { MAX_MODEL_TEXT } from '../runtime/limits';

/** The model's answer is not whole or not well-formed: asking again may help. */
export class BrokenAnswer extends Error {}

/** The model's provider refuses to answer this. */
export class RefusedAnswer extends Error {}

const recordedSchema = z.object({
  text: z.string(),
  tool_calls: z.array(
    z.object({ id: z.string(), name: z.string(), args: z.record(z.string(), z.unknown()) }),
  ),
});

/** An answer as the ledger keeps it. */
export type RecordedAnswer = z.infer<typeof recordedSchema>;

/**
 * Takes an answer only whole. A stream that ends in the middle of a tool's arguments is repaired by the client into
 * arguments that nobody meant, so an answer without a finish reason, or with arguments that are no JSON, is refused.
 */
export function takeAnswer(message: AIMessage): RecordedAnswer {
  const reason: unknown = message.response_metadata['finish_reason'];
  if (reason === 'content_filter') throw new RefusedAnswer('the content filter stopped the answer');
  if (typeof reason !== 'string') throw new BrokenAnswer('the answer ended without saying why');
  const calls = message.tool_calls ?? [];
  if (reason === 'length' && calls.length > 0)
    throw new BrokenAnswer('the answer was cut off in its tool calls');
  if ((message.invalid_tool_calls ?? []).length > 0 || !argumentsAreWhole(message))
    throw new BrokenAnswer('the arguments of a tool call are not JSON');
  const text = message.text;
  if (text === '' && calls.length === 0) throw new BrokenAnswer('the answer is empty');
  if (text.length > MAX_MODEL_TEXT)
    throw new RefusedAnswer(`the answer is longer than ${MAX_MODEL_TEXT} characters`);
  return { text, tool_calls: calls.map(({ id, name, args }) => ({ id: id ?? '', name, args })) };
}

function argumentsAreWhole(message: AIMessage): boolean {
  if (!(message instanceof AIMessageChunk)) return true;
  return (message.tool_call_chunks ?? []).every(({ args }) => isObjectText(args || '{}'));
}

function isObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/**
 * Gives tool calls ids that are unique in the task: some servers count from zero in every answer, and the ledger
 * knows a call by its id.
 */
export function withUniqueIds(
  answer: RecordedAnswer,
  modelKey: string,
  taken: (id: string) => boolean,
): RecordedAnswer {
  const own = new Set<string>();
  const tool_calls = answer.tool_calls.map((call, i) => {
    const free = call.id !== '' && call.id.length <= 100 && !taken(call.id) && !own.has(call.id);
    const id = free ? call.id : `${modelKey}-${i}`;
    own.add(id);
    return { ...call, id };
  });
  return { ...answer, tool_calls };
}

/** The answer as it was recorded. */
export function readAnswer(output: JsonValue): RecordedAnswer {
  return recordedSchema.parse(output);
}

/** The message that the agent's graph goes on with. */
export function toMessage({ text, tool_calls }: RecordedAnswer, id: string): AIMessage {
  return new AIMessage({
    id,
    content: text,
    tool_calls: tool_calls.map((call) => ({ ...call, type: 'tool_call' })),
  });
}

/** The answer as JSON. */
export function toJson(answer: RecordedAnswer): JsonObject {
  return answer as unknown as JsonObject;
}
