import { type CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { type BaseMessage } from '@langchain/core/messages';
import { type ChatGenerationChunk } from '@langchain/core/outputs';
import { ChatOpenAICompletions } from '@langchain/openai';

/**
 * Chat completions that keep the reason why an answer ended. The client drops it when a callback listens to the
 * stream, and without it an answer that was cut off cannot be told from a whole one.
 */
export class ChatCompletions extends ChatOpenAICompletions {
  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    run?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    for await (const chunk of super._streamResponseChunks(messages, options, run)) {
      const reason: unknown = chunk.generationInfo?.['finish_reason'];
      if (reason !== undefined)
        chunk.message.response_metadata = { ...chunk.message.response_metadata, finish_reason: reason };
      yield chunk;
    }
  }
}
