import { type BaseChatModel } from '@langchain/core/language_models/chat_models';

/** Injection token of the one {@link ModelProvider} of the process. */
export const MODEL_PROVIDER = Symbol('MODEL_PROVIDER');

/** Where the thinking comes from: a language model behind an OpenAI-compatible address, or the rules of the offline model. */
export interface ModelProvider {
  /** As tasks and answers name it. */
  readonly name: string;
  /** A chat model that streams, reports its usage and does not retry by itself. */
  chatModel(): BaseChatModel;
  /** US dollars for so many tokens, as a decimal; `0` where the price is not known. */
  cost(inputTokens: number, outputTokens: number): string;
}
