import { type BaseChatModel } from '@langchain/core/language_models/chat_models';

/** Injection token of the one {@link ModelProvider} of the process. */
export const MODEL_PROVIDER = Symbol('MODEL_PROVIDER');

/** A JSON Schema that answers keep to, under a name. */
export interface AnswerFormat {
  name: string;
  schema: object;
}

/** Where the thinking comes from: a language model behind an OpenAI-compatible address, or the rules of the offline model. */
export interface ModelProvider {
  /** As tasks and answers name it. */
  readonly name: string;
  /** False for rules in place of a language model: it can neither plan nor put answers together. */
  readonly thinks: boolean;
  /**
   * A chat model that streams, reports its usage and does not retry by itself.
   * @param format JSON that the answer must be, where it must be JSON
   */
  chatModel(format?: AnswerFormat): BaseChatModel;
  /** US dollars for so many tokens, as a decimal; `0` where the price is not known. */
  cost(inputTokens: number, outputTokens: number): string;
}
