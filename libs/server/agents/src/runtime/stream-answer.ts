import { type BaseCallbackHandler } from '@langchain/core/callbacks/base';
import { type BaseChatModel } from '@langchain/core/language_models/chat_models';
import { type AIMessage, type AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { BrokenAnswer } from '../models/model-answer';

/** One answer, taken as a stream: only so does a client heed the signal while the model is still writing. */
export async function streamAnswer(
  model: BaseChatModel,
  messages: readonly BaseMessage[],
  options: { signal: AbortSignal; callbacks?: BaseCallbackHandler[] },
): Promise<AIMessage> {
  let whole: AIMessageChunk | undefined;
  for await (const chunk of await model.stream([...messages], options))
    whole = whole ? whole.concat(chunk) : chunk;
  if (!whole) throw new BrokenAnswer('the answer is empty');
  return whole;
}
